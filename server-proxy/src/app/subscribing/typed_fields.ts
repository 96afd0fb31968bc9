import {fieldsOf, textField} from '../../domain/action/dialog';
import {AppError} from '../../domain/errors';
import type {SubscribeState} from '../../domain/subscription/dialogs';
import {type Fields, LOUD_FIELDS, type Mistakes, WHICH_FIELDS} from '../../domain/subscription/fields';
import {FLAGS, parseFlags} from '../../domain/subscription/flags';
import {inCode} from '../../domain/subscription/words';
import {type Language, textsOf} from '../../domain/texts';

/** @throws AppError `bad_request` */
export const fieldsTyped = (args: string, language: Language): Fields => {
    const read = parseFlags(args);
    if ('fields' in read) {
        return read.fields;
    }
    const {command} = textsOf(language).subscribing;
    const names = Object.keys(FLAGS).join(', ');
    throw new AppError(
        'bad_request',
        read.kind === 'form'
            ? command.noFlag(inCode(read.word))
            : command.unknownFlag(inCode(read.word), read.similar && inCode(read.similar), names),
    );
};

export const mistakesInFlags = (mistakes: Mistakes): string =>
    Object.entries(mistakes)
        .map(([field, sentence]) => {
            const flag = Object.keys(FLAGS).find((name) => FLAGS[name] === field);
            return `* \`${flag ?? field}\`: ${sentence}`;
        })
        .join('\n');

/** Clients leave out what is empty, except for a select, which never is. */
export const submittedFields = ({part}: SubscribeState, submission: unknown): Fields => {
    const sent = fieldsOf(submission);
    const names = part === 'which' ? WHICH_FIELDS : LOUD_FIELDS;
    const isChosen = (name: string) => /^(?:objects|state_from|priority_from|.*_priority)$/.test(name);
    return Object.fromEntries(
        names
            .filter((name) => !isChosen(name) || textField(sent, name) !== '')
            .map((name) => [name, typeof sent[name] === 'boolean' ? String(sent[name]) : textField(sent, name)]),
    );
};

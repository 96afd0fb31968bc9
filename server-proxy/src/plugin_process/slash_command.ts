import {ROUTE} from '#contract';
import {SUBCOMMANDS, TRIGGER} from '../app/commands';
import type {Argument, CommandAnswer, CommandCall, Subcommand} from '../app/commands/command';
import {helpText} from '../app/commands/help';
import {asAppError} from '../domain/errors';
import {neutralize} from '../domain/text';
import {type Language, type Texts, textsOf} from '../domain/texts';

import {Named} from '../wire';

const HINT = SUBCOMMANDS.map(({word}) => word).join(' | ');
const EVERYBODY = 'system_user';

/** Mattermost's autocompletion, in the language of the setting. */
export const commandDefinition = (language: Language) => {
    const texts = textsOf(language).commands;
    return {
        Trigger: TRIGGER,
        AutoComplete: true,
        AutoCompleteDesc: texts.description,
        AutoCompleteHint: HINT,
        DisplayName: 'openITCOCKPIT',
        Description: texts.description,
        AutocompleteData: {
            Trigger: TRIGGER,
            Hint: HINT,
            HelpText: texts.description,
            RoleID: EVERYBODY,
            SubCommands: SUBCOMMANDS.map((subcommand) => offered(subcommand, texts)),
        },
    };
};

const offered = ({word, help, argument}: Subcommand, texts: Texts['commands']) => ({
    Trigger: word,
    HelpText: help(texts),
    RoleID: EVERYBODY,
    ...(argument ? {Hint: argument.hint(texts), Arguments: [offeredArgument(argument, texts)]} : {}),
});

const FETCH = {hosts: ROUTE.hostNames, services: ROUTE.serviceNames} as const;

const offeredArgument = ({hint, help, names}: Argument, texts: Texts['commands']) => ({
    HelpText: help(texts),
    Type: names ? 'DynamicList' : 'TextInput',
    // Mattermost accepts no other text here, but still sends the command without it.
    Required: true,
    Data: names
        ? new Named('*model.AutocompleteDynamicListArg', {FetchURL: FETCH[names]})
        : new Named('*model.AutocompleteTextArg', {Hint: hint(texts)}),
});

/** What Mattermost passes in; `line` is e.g. `/openitcockpit status`. */
export type TypedCommand = Omit<CommandCall, 'args'> & {readonly line: string};

/** The answer for the person who typed it, and nobody else. Does not throw. */
export const answerCommand = async ({line, ...where}: TypedCommand): Promise<CommandAnswer> => {
    const [, word = 'help', ...rest] = line.trim().split(/\s+/);
    const subcommand = SUBCOMMANDS.find((one) => one.word === word.toLowerCase());
    if (!subcommand) {
        const unknown = textsOf(where.language).commands.unknownWord(neutralize(word.slice(0, 40)));
        return `${unknown}\n${helpText(TRIGGER, SUBCOMMANDS, where.language)}`;
    }
    try {
        return await subcommand.run({...where, args: rest.join(' ')});
    } catch (error) {
        return asAppError(error).sentence(where.language);
    }
};

import {ROUTE} from '#contract';
import {SUBCOMMANDS, TRIGGER} from '../app/commands';
import type {CommandAnswer, CommandCall} from '../app/commands/command';
import {helpText} from '../app/commands/help';
import {asAppError} from '../domain/errors';
import {neutralize} from '../domain/text';
import {type Language, textsOf} from '../domain/texts';

import {Named} from '../wire';

const HINT = SUBCOMMANDS.map(({word}) => word).join(' | ');
const EVERYBODY = 'system_user';

/**
 * Mattermost asks for whatever may follow (see `completions`): its own lists of words and of names would take the first
 * Enter of a command that is complete.
 */
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
            Arguments: [
                {
                    HelpText: texts.description,
                    Type: 'DynamicList',
                    Required: true,
                    Data: new Named('*model.AutocompleteDynamicListArg', {FetchURL: ROUTE.completions}),
                },
            ],
        },
    };
};

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

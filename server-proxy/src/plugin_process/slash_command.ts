import type {HealthReport} from '../app/health_monitor';
import type {AuditEntry, AuditFilter} from '../app/ports';
import {asAppError} from '../domain/errors';
import {neutralize} from '../domain/text';
import type {Language} from '../domain/texts';
import {commandTextsOf} from '../domain/texts_command';
import {auditTable, type TableOptions} from './audit_table';
import {statusText} from './status_text';
import {Named} from './wire';

/** `/openitcockpit …`: text for the person who typed it. */
export const TRIGGER = 'openitcockpit';

const WORDS = ['status', 'version', 'audit', 'help'] as const;
const HINT = WORDS.join(' | ');
const EVERYBODY = 'system_user';
const AUDIT_ROWS = 20;

/** What Mattermost offers while somebody types; in the language of the setting at the start of the plugin. */
export const commandDefinition = (language: Language) => {
    const texts = commandTextsOf(language);
    const host = {
        HelpText: texts.hostHelp,
        Type: 'TextInput',
        // Mattermost takes no other text here; it sends the command without it all the same.
        Required: true,
        Data: new Named('*model.AutocompleteTextArg', {Hint: texts.host}),
    };
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
            SubCommands: WORDS.map((word) => ({
                Trigger: word,
                HelpText: texts[word],
                RoleID: EVERYBODY,
                ...(word === 'audit' ? {Hint: texts.host, Arguments: [host]} : {}),
            })),
        },
    };
};

export interface TypedCommand extends TableOptions {
    /** e.g. `/openitcockpit status` */
    readonly line: string;
    readonly health: HealthReport;
    /** undefined while there are no settings that can be used. @throws AppError `forbidden` */
    readonly readAudit: ((filter: AuditFilter) => Promise<readonly AuditEntry[]>) | undefined;
}

export const answerCommand = async (command: TypedCommand): Promise<string> => {
    const texts = commandTextsOf(command.language);
    const [, word = 'help', ...rest] = command.line.trim().split(/\s+/);
    switch (word.toLowerCase()) {
        case 'status':
            return statusText(command.health);
        case 'version': {
            const {version, openitcockpit_version: theirs = texts.notReachedYet} = command.health;
            return `openITCOCKPIT for Mattermost ${version}, openITCOCKPIT ${theirs}`;
        }
        case 'audit':
            return auditText(command, rest.join(' '));
        case 'help':
            return helpText(command.language);
        default:
            return `${texts.unknownWord(neutralize(word.slice(0, 40)))}\n${helpText(command.language)}`;
    }
};

const auditText = async (command: TypedCommand, name: string): Promise<string> => {
    if (!command.readAudit) {
        return commandTextsOf(command.language).notNow;
    }
    const host = name === '' ? undefined : name;
    try {
        const entries = await command.readAudit({limit: AUDIT_ROWS, ...(host === undefined ? {} : {host})});
        return auditTable(entries, host, command);
    } catch (error) {
        return asAppError(error).message;
    }
};

const helpText = (language: Language): string => {
    const texts = commandTextsOf(language);
    const lines = WORDS.map((word) => {
        const typed = word === 'audit' ? `${word} ${texts.host}` : word;
        return `* \`/${TRIGGER} ${typed}\` – ${texts[word]}`;
    });
    return ['#### openITCOCKPIT', ...lines].join('\n');
};

import type {HealthReport} from '../app/health_monitor';
import {neutralize} from '../domain/text';

/** `/openitcockpit …`: text for the person who typed it. */
export const TRIGGER = 'openitcockpit';

export const HELP = `#### openITCOCKPIT
* \`/${TRIGGER} status\` – is openITCOCKPIT reachable, and what is wrong if not
* \`/${TRIGGER} version\` – version of this plugin and of openITCOCKPIT
* \`/${TRIGGER} help\` – this text`;

export const COMMAND_DEFINITION = {
    Trigger: TRIGGER,
    AutoComplete: true,
    AutoCompleteDesc: 'openITCOCKPIT alerts',
    AutoCompleteHint: 'help | status | version',
    DisplayName: 'openITCOCKPIT',
    Description: 'Status of the connection to openITCOCKPIT',
    AutocompleteData: {
        Trigger: TRIGGER,
        Hint: 'help | status | version',
        HelpText: 'openITCOCKPIT alerts',
        RoleID: 'system_user',
        SubCommands: [
            {
                Trigger: 'status',
                HelpText: 'Is openITCOCKPIT reachable, and what is wrong if not',
                RoleID: 'system_user',
            },
            {Trigger: 'version', HelpText: 'Versions of the plugin and of openITCOCKPIT', RoleID: 'system_user'},
            {Trigger: 'help', HelpText: 'What this command can do', RoleID: 'system_user'},
        ],
    },
};

/** @param line what was typed, e.g. `/openitcockpit status` */
export const answerCommand = (line: string, health: HealthReport): string => {
    const [, word = 'help'] = line.trim().split(/\s+/);
    switch (word.toLowerCase()) {
        case 'status':
            return statusText(health);
        case 'version':
            return `openITCOCKPIT for Mattermost ${health.version}, openITCOCKPIT ${health.openitcockpit_version ?? 'not reached yet'}`;
        case 'help':
            return HELP;
        default:
            return `Unknown word "${neutralize(word.slice(0, 40))}".\n${HELP}`;
    }
};

const SIGN = {up: '✅', degraded: '⚠️', misconfigured: '🚨'} as const;

const statusText = ({status, reasons, notes = []}: HealthReport): string =>
    [`${SIGN[status]} **${status}**`, ...[...reasons, ...notes].map((sentence) => `* ${sentence}`)].join('\n');

import {SERVICE_ROUTE} from '#contract';
import {type AskCommand, type Asking, runAsking} from './ask_service';

const COMMON = `Asks the running service (LISTEN_ADDRESS), which goes on as before.`;

const HELP = {
    explain: `Usage: server-proxy explain [--config FILE] [--language en|de] HOST [SERVICE]

Why a host or service has a post in Mattermost, or none: what openITCOCKPIT says, what was heard of it and from where, which
subscriptions want it, what was posted. ${COMMON}

Exit codes: 0 explained, 1 the service could not be asked, 64 wrong command line
`,
    details: `Usage: server-proxy details [--config FILE] [--language en|de] HOST [SERVICE]

All about a host or service: state and output, performance data in words, what happened before, who was notified, what else is
wrong around it. Times are in TIME_ZONE. ${COMMON}

Exit codes: 0 told, 1 the service could not be asked, 64 wrong command line
`,
} as const;

type ObjectWord = keyof typeof HELP;

const askingFor = (word: ObjectWord): Asking => ({
    word,
    help: HELP[word],
    read([host = '', service, ...more]) {
        if (host === '' || more.length > 0) {
            return {wrong: 'name a host, and perhaps one of its services; quote names with blanks (see --help)'};
        }
        return {question: word, route: SERVICE_ROUTE[word], body: {host, ...(service ? {service} : {})}};
    },
});

/** Prints what the running service says of a host or service. @returns exit code */
export const runAbout = (word: ObjectWord, command: AskCommand): Promise<number> => runAsking(askingFor(word), command);

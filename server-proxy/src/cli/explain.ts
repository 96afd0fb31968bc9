import {ROUTE} from '#contract';
import {type AskCommand, type Asking, runAsking} from './ask_service';

const HELP = `Usage: server-proxy explain [--config FILE] [--language en|de] HOST [SERVICE]

Why a host or service has a post in Mattermost, or none: what openITCOCKPIT says, what was heard of it and from where, which
subscriptions want it, what was posted. Asks the running service (LISTEN_ADDRESS), which goes on as before.

Exit codes: 0 explained, 1 the service could not be asked, 64 wrong command line
`;

const EXPLAIN: Asking = {
    word: 'explain',
    help: HELP,
    read([host = '', service, ...more]) {
        if (host === '' || more.length > 0) {
            return {wrong: 'name a host, and perhaps one of its services; quote names with blanks (see --help)'};
        }
        return {question: 'explain', route: ROUTE.explain, body: {host, ...(service ? {service} : {})}};
    },
};

/** Prints the running service's explanation. @returns exit code */
export const runExplain = (command: AskCommand): Promise<number> => runAsking(EXPLAIN, command);

import {ACKNOWLEDGED, HOST, PROBLEMS, SERVICE} from './ask_openitcockpit';
import {AUDIT} from './audit';
import {BULK} from './bulk';
import type {Subcommand} from './command';
import {DOCTOR, STATUS, SUPPORT, VERSION} from './condition';
import {CONNECT, DISCONNECT} from './connect';
import {DETAILS} from './details';
import {EXPLAIN} from './explain';
import {helpCommand} from './help';
import {SAVE} from './save';
import {SETUP} from './setup';
import {HANDOVER, REPORT} from './shift';
import {SUBSCRIBE, SUBSCRIPTIONS, UNSUBSCRIBE} from './subscribe';

export const TRIGGER = 'openitcockpit';

/** Every subcommand of `/openitcockpit`, in the order of the help. */
export const SUBCOMMANDS: readonly Subcommand[] = [
    PROBLEMS,
    ACKNOWLEDGED,
    HOST,
    SERVICE,
    DETAILS,
    ...BULK,
    SAVE,
    SUBSCRIBE,
    SUBSCRIPTIONS,
    UNSUBSCRIBE,
    HANDOVER,
    REPORT,
    EXPLAIN,
    STATUS,
    DOCTOR,
    VERSION,
    AUDIT,
    CONNECT,
    DISCONNECT,
    SETUP,
    SUPPORT,
    helpCommand(TRIGGER, () => SUBCOMMANDS),
];

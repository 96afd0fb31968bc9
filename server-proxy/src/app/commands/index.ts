import {AUDIT} from './audit';
import type {Subcommand} from './command';
import {CONNECT} from './connect';
import {DISCONNECT} from './disconnect';
import {DOCTOR} from './doctor';
import {helpCommand} from './help';
import {HOST} from './host';
import {PROBLEMS} from './problems';
import {SERVICE} from './service';
import {SETUP} from './setup';
import {STATUS} from './status';
import {SUPPORT} from './support';
import {VERSION} from './version';

export const TRIGGER = 'openitcockpit';

/** Every subcommand of `/openitcockpit`, in the order of the help. */
export const SUBCOMMANDS: readonly Subcommand[] = [
    PROBLEMS,
    HOST,
    SERVICE,
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

import {AUDIT} from './audit';
import type {Subcommand} from './command';
import {helpCommand} from './help';
import {STATUS} from './status';
import {VERSION} from './version';

export const TRIGGER = 'openitcockpit';

/** Every word behind `/openitcockpit`, in the order of the help. */
export const SUBCOMMANDS: readonly Subcommand[] = [STATUS, VERSION, AUDIT, helpCommand(TRIGGER, () => SUBCOMMANDS)];

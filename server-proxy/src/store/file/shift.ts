import type {ShiftStore} from '../../app/shift/shift_store';
import {readShiftState} from '../../domain/shift/shift_state';
import type {Damage} from './damage';
import {openStateFile} from './state_file';

/** ShiftStore of door 1: `shift.json`; see `openStateFile`. */
export const openFileShift = (folder: string, damage: Damage): Promise<ShiftStore> =>
    openStateFile(folder, 'shift.json', damage, readShiftState);

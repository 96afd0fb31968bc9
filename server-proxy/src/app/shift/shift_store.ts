import type {ShiftState} from '../../domain/shift/shift_state';

/** What schedules and hand-overs have come to, on all nodes. */
export interface ShiftStore {
    read(): Promise<ShiftState>;
    /** Compare-and-set: `change` is pure, and the same object leaves it as it is. */
    update(change: (current: ShiftState) => ShiftState): Promise<ShiftState>;
}

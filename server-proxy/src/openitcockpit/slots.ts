/** What waits longest if there is not room for all: the panel for catching up, and that for people's actions. */
export type Urgency = 'action' | 'catch_up' | 'panel';

const ORDER = ['action', 'catch_up', 'panel'] as const satisfies readonly Urgency[];

/** Too many are waiting. */
export class SlotsFull extends Error {
    override readonly name = 'SlotsFull';
}

interface Limits {
    /** How much may run at once. */
    readonly atOnce: number;
    /** How much of that the panel may take, so that an action never finds all of it taken by those who only look. */
    readonly panelAtOnce: number;
    readonly waiting: number;
}

export interface Slots {
    /** @throws SlotsFull at once */
    execute<T>(urgency: Urgency, work: () => Promise<T>): Promise<T>;
}

/** Runs so much at once and no more; what waits goes by urgency, and then by age. */
export const createSlots = ({atOnce, panelAtOnce, waiting}: Limits): Slots => {
    const queues: Readonly<Record<Urgency, (() => void)[]>> = {action: [], catch_up: [], panel: []};
    const running: Record<Urgency, number> = {action: 0, catch_up: 0, panel: 0};
    const hasRoomFor = (urgency: Urgency): boolean =>
        running.action + running.catch_up + running.panel < atOnce &&
        (urgency !== 'panel' || running.panel < panelAtOnce);
    const isNobodyBefore = (urgency: Urgency): boolean =>
        ORDER.slice(0, ORDER.indexOf(urgency) + 1).every((one) => queues[one].length === 0);
    const next = (): void => {
        const urgency = ORDER.find((one) => queues[one].length > 0 && hasRoomFor(one));
        const start = urgency && queues[urgency].shift();
        if (urgency && start) {
            running[urgency] += 1;
            start();
        }
    };
    const enter = (urgency: Urgency): Promise<void> | undefined => {
        if (hasRoomFor(urgency) && isNobodyBefore(urgency)) {
            running[urgency] += 1;
            return undefined;
        }
        if (ORDER.reduce((sum, one) => sum + queues[one].length, 0) >= waiting) {
            throw new SlotsFull('too many are waiting');
        }
        return new Promise((resolve) => void queues[urgency].push(resolve));
    };
    return {
        execute: async (urgency, work) => {
            await enter(urgency);
            try {
                return await work();
            } finally {
                running[urgency] -= 1;
                next();
            }
        },
    };
};

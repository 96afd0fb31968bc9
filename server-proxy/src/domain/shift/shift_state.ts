import * as z from 'zod/mini';

/** Somebody at one end of a hand-over. */
export interface Party {
    readonly userId: string;
    readonly username: string;
    /** As openITCOCKPIT would show them. */
    readonly author: string;
}

/** `replaced`: the same person asked somebody else since. `expired`: nobody answered. */
export type HandoverDecision = 'accepted' | 'declined' | 'replaced' | 'expired';

/** Somebody asks another to take over the problems that are theirs. Times in Unix seconds. */
export interface Handover {
    readonly id: string;
    readonly from: Party;
    readonly to: Party;
    /** Problems that are theirs since later are not meant. */
    readonly askedAt: number;
    /** How many there were then. */
    readonly count: number;
    /** The direct message that asks; absent until Mattermost has told. */
    readonly postId?: string;
    /** When Mattermost was last asked to post it. */
    readonly triedAt: number;
    readonly decided?: HandoverDecision;
    readonly decidedAt?: number;
    /** How many were handed over. */
    readonly moved?: number;
    /** Everything is done, and both know. */
    readonly done?: true;
}

/** The digest of a channel that is being posted. */
export interface DigestDue {
    /** The time that it is for. Unix seconds. */
    readonly at: number;
    readonly mark: string;
    /** When it was begun, in Unix milliseconds. */
    readonly since: number;
}

/** What schedules have done in a channel. */
export interface ChannelShift {
    /** The last time that is done with. Unix seconds. */
    readonly last: number;
    readonly due?: DigestDue;
}

const SHIFT_VERSION = 1;

/** What all nodes share about shifts. */
export interface ShiftState {
    readonly version: typeof SHIFT_VERSION;
    /** Since when what is over is written down. Unix seconds. */
    readonly since?: number;
    readonly channels: Readonly<Record<string, ChannelShift>>;
    readonly handovers: readonly Handover[];
}

export const NO_SHIFT: ShiftState = {version: SHIFT_VERSION, channels: {}, handovers: []};

const PARTY = z.looseObject({userId: z.string(), username: z.string(), author: z.string()});

const STATE = z.looseObject({
    version: z.literal(SHIFT_VERSION),
    since: z.optional(z.number()),
    channels: z.record(z.string(), z.looseObject({last: z.number()})),
    handovers: z.array(
        z.looseObject({id: z.string(), from: PARTY, to: PARTY, askedAt: z.number(), triedAt: z.number()}),
    ),
});

/**
 * @param text undefined: nothing is stored yet
 * @throws for what is damaged, or written by a newer version: it must be set aside, not overwritten
 */
export const readShiftState = (text: string | undefined): ShiftState =>
    text === undefined ? NO_SHIFT : (STATE.parse(JSON.parse(text)) as unknown as ShiftState);

/** Long after its buttons stop working, nobody looks for it any more. */
const KEPT_SECONDS = 3 * 86_400;
const MOST_HANDOVERS = 100;
/** Whoever asks without end forgets their own questions, not those of others. */
const MOST_OF_ONE = 10;
/** Whoever does not answer within a day is not there. */
const ANSWERED_WITHIN_SECONDS = 86_400;

/** With one more; whatever the same person asked before is replaced. What was done with days ago is forgotten. */
export const withHandover = (state: ShiftState, asked: Handover): ShiftState => {
    const kept = state.handovers
        .filter(({done, decidedAt = 0}) => !(done && decidedAt < asked.askedAt - KEPT_SECONDS))
        .map((one) =>
            one.from.userId === asked.from.userId && one.decided === undefined
                ? {...one, decided: 'replaced' as const, decidedAt: asked.askedAt}
                : one,
        );
    const own = kept.filter(({from}) => from.userId === asked.from.userId);
    const forgotten = new Set(own.slice(0, Math.max(0, own.length - MOST_OF_ONE + 1)));
    const handovers = [...kept.filter((one) => !forgotten.has(one)), asked];
    return {...state, handovers: handovers.slice(-MOST_HANDOVERS)};
};

export const changingHandover = (
    state: ShiftState,
    id: string,
    change: (handover: Handover) => Handover,
): ShiftState => ({...state, handovers: state.handovers.map((one) => (one.id === id ? change(one) : one))});

/** Decided, unless it was before. */
export const decided = (handover: Handover, decision: HandoverDecision, now: number): Handover =>
    handover.decided === undefined ? {...handover, decided: decision, decidedAt: now} : handover;

export const isExpired = ({askedAt, decided: decision}: Handover, now: number): boolean =>
    decision === undefined && now - askedAt > ANSWERED_WITHIN_SECONDS;

/** What a turn has to see to: a question that nobody may have got, an answer whose consequences are not drawn. */
export const isUnfinished = (handover: Handover): boolean =>
    !handover.done && (handover.decided !== undefined || handover.postId === undefined);

import {pMapKeyed, pMapSkip} from 'p-map';
import type {Logger} from '../app/telemetry';
import {asAppError} from '../domain/errors';
import type {Call, TimedAnswer} from './call';
import type {ShownTimes} from './dating';
import type {Kind} from './readings';
import {checksOf, newestChecksCall} from './status_lists';

/** A satellite and a kind of object: each reaches the database at its own pace. */
export interface Source {
    readonly kind: Kind;
    /** 0 = the master. */
    readonly satellite: number;
}

/** The newest checks of a source, as openITCOCKPIT's list shows them. */
export interface NewestChecks {
    readonly rows: readonly ShownTimes[];
    readonly answer: TimedAnswer;
}

/** By `nameOf` the source; one that could not be read is missing. */
export type Freshest = ReadonlyMap<string, NewestChecks>;

export interface Freshness {
    /** How fresh the database is. Ask before asking it for anything else. Never throws. */
    of(sources: readonly Source[]): Promise<Freshest>;
}

export const nameOf = ({kind, satellite}: Source): string => `${kind} ${satellite}`;

/** How long one answer serves everybody who asks. */
const SHARED_MS = 2000;
/** Leaves one of the three slots to people who are waiting. */
const AT_ONCE = 2;

interface Dependencies {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly now: () => number;
    readonly logger: Logger;
}

interface Entry {
    readonly checks: Promise<NewestChecks | undefined>;
    /** Milliseconds; undefined while it is being read. */
    answeredAt?: number;
}

export const createFreshness = ({ask, now, logger}: Dependencies): Freshness => {
    const entries = new Map<string, Entry>();

    const readChecks = async ({kind, satellite}: Source): Promise<NewestChecks | undefined> => {
        try {
            const call = newestChecksCall(kind, satellite);
            const answer = await ask(call);
            return {rows: checksOf(kind, satellite, call.path, answer.json), answer};
        } catch (error) {
            const {code} = asAppError(error);
            logger.debug('The newest check in openITCOCKPIT’s database cannot be read', {kind, satellite, code});
            return undefined;
        }
    };
    const shared = (source: Source): Promise<NewestChecks | undefined> => {
        const name = nameOf(source);
        const known = entries.get(name);
        if (known && (known.answeredAt === undefined || Math.abs(now() - known.answeredAt) < SHARED_MS)) {
            return known.checks;
        }
        const checks = readChecks(source).finally(() => {
            entry.answeredAt = now();
        });
        const entry: Entry = {checks};
        entries.set(name, entry);
        return checks;
    };
    return {
        of: async (sources) => {
            const distinct = new Map(sources.map((source) => [nameOf(source), source]));
            return pMapKeyed(distinct, async (source) => (await shared(source)) ?? pMapSkip, {concurrency: AT_ONCE});
        },
    };
};

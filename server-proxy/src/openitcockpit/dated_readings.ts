import type {ObjectStatus} from '../app/catch_up/readings_port';
import type {Clock, Logger} from '../app/telemetry';
import type {TargetIds} from '../domain/alert/alert';
import type {Moment} from '../domain/alert/moment';
import {AppError} from '../domain/errors';
import {says} from '../domain/texts';
import type {Call, TimedAnswer} from './call';
import {type DatedReading, type DatedTimes, dateTimes, type Reckoning, type ShownTimes} from './dating';
import {createFreshness, type Freshest, nameOf} from './freshness';
import {type Kind, kindOf, type Reading} from './readings';
import {createSatellites} from './satellites';
import {createUserTimes, type DatingProblem, type ReadTimes, type UserTimes, type UserTimesReader} from './user_times';

/** Dates readings. Never fails one: what cannot be dated stays undated. */
export interface Dating {
    /** How fresh the database is for these objects. Ask before reading them. */
    freshestFor(targets: readonly TargetIds[]): Promise<Freshest>;
    /** The same, before it is known which objects the answer will hold. */
    freshestOf(kinds: readonly Kind[]): Promise<Freshest>;
    /** @param freshest as it was before this answer was requested */
    date<T extends ObjectStatus>(
        readings: readonly Reading<T>[],
        answer: TimedAnswer,
        freshest: Freshest,
    ): Promise<readonly T[]>;
    /** Times that an answer shows on their own, each for itself; undefined: it cannot be dated. */
    dateTexts(texts: readonly string[], answer: TimedAnswer): Promise<readonly (Moment | undefined)[]>;
    /**
     * Times that may lie ahead, such as those of downtimes, in Unix seconds; undefined: not a time in the API user's format.
     * @throws AppError `openitcockpit_bad_answer` when that format cannot be read
     */
    momentsOf(texts: readonly string[]): Promise<readonly (number | undefined)[]>;
    learnClock(): Promise<void>;
    clockAhead(): number;
    problem(): DatingProblem | undefined;
}

interface Dependencies {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly clock: Clock;
    readonly logger: Logger;
}

export const createDating = ({ask, clock, logger}: Dependencies): Dating => {
    const now = (): number => clock.now();
    const userTimes = createUserTimes({ask, now, logger});
    const freshness = createFreshness({ask, now, logger});
    const satellites = createSatellites();
    const problem = createProblem(logger);

    /** If the texts do not fit, reads format, zone and clock again. */
    const dated = async (rows: readonly ShownTimes[], answer: TimedAnswer) => {
        const first = await userTimes.current();
        const once = attempt(rows, answer, first);
        if ('times' in first && !once.isDoubtful) {
            return {...once, found: first, isProven: true};
        }
        const found = await userTimes.newerThan(first);
        return found === first
            ? {...once, found, isProven: false}
            : {...attempt(rows, answer, found), found, isProven: true};
    };

    return {
        freshestFor: (targets) =>
            freshness.of(targets.map((target) => ({kind: kindOf(target), satellite: satellites.of(target.hostUuid)}))),
        freshestOf: (kinds) =>
            freshness.of(kinds.flatMap((kind) => satellites.known().map((satellite) => ({kind, satellite})))),
        date: async (readings, answer, freshest) => {
            for (const {target, satellite} of readings) {
                if (satellite !== undefined) {
                    satellites.met(target.hostUuid, satellite);
                }
            }
            if (readings.length === 0) {
                return [];
            }
            const shown = readings.map((reading) => reading.shown);
            const {rows, isDoubtful, isProven, found} = await dated(shown, answer);
            if ('problem' in found) {
                problem.is(found.problem);
            } else if (isDoubtful && isProven) {
                problem.is(MISFIT);
            } else if (!isDoubtful && rows.some(isDated)) {
                problem.isOver();
            }
            const newest = 'times' in found ? newestOf(freshest, found.times) : () => undefined;
            return readings.map((reading, index) => withTimes(reading, rows[index] ?? {}, newest(reading)));
        },
        dateTexts: async (texts, answer) => {
            const rows = texts.map((checked) => ({checked, since: '', acknowledged: '', inWords: undefined}));
            return rows.length === 0 ? [] : (await dated(rows, answer)).rows.map(({checkedAt}) => checkedAt);
        },
        momentsOf: (texts) => momentsIn(texts, userTimes),
        learnClock: async () => {
            if (!userTimes.ahead()) {
                await userTimes.current();
            }
        },
        clockAhead: () => wholeSeconds(userTimes.ahead()),
        problem: problem.current,
    };
};

const momentsIn = async (
    texts: readonly string[],
    userTimes: UserTimesReader,
): Promise<readonly (number | undefined)[]> => {
    const found = texts.length === 0 ? undefined : await userTimes.current();
    if (found && 'problem' in found) {
        throw new AppError('openitcockpit_bad_answer', found.problem);
    }
    return texts.map((text) => {
        const moment = found?.times.read(text);
        return moment === undefined || moment === 'never' ? undefined : moment.earliest;
    });
};

const MISFIT: DatingProblem = says(({failures}) => failures.timesMisfit);

const createProblem = (logger: Logger) => {
    let problem: DatingProblem | undefined;
    return {
        current: () => problem,
        /** Logs a problem once, when it changes; the sentence distinguishes one from another. */
        is: (now: DatingProblem) => {
            if (problem?.('en') !== now('en')) {
                logger.warn('Times of openITCOCKPIT cannot be dated', {why: now('en')});
            }
            problem = now;
        },
        isOver: () => {
            if (problem) {
                logger.info('Times of openITCOCKPIT can be dated again');
            }
            problem = undefined;
        },
    };
};

const attempt = (rows: readonly ShownTimes[], answer: TimedAnswer, found: ReadTimes): DatedReading =>
    'times' in found
        ? dateTimes(rows, reckoningOf(found.times, answer))
        : {rows: rows.map(() => ({})), isDoubtful: true};

/** openITCOCKPIT wrote the answer at some point between request and response. */
const reckoningOf = ({read, ahead}: UserTimes, {asked, answered}: TimedAnswer): Reckoning => ({
    read,
    now: {earliest: asked / 1000 + ahead.earliest, latest: answered / 1000 + ahead.latest},
});

const isDated = (times: DatedTimes): boolean => Object.keys(times).length > 0;

const withTimes = <T extends ObjectStatus>(
    {status}: Reading<T>,
    {checkedAt, stateSince, acknowledgedAt}: DatedTimes,
    freshAt: Moment | undefined,
): T => ({
    ...status,
    ...(checkedAt ? {checkedAt} : {}),
    ...(stateSince ? {stateSince} : {}),
    ...(freshAt ? {freshAt} : {}),
    ...(status.acknowledgement && acknowledgedAt
        ? {acknowledgement: {...status.acknowledgement, at: acknowledgedAt}}
        : {}),
});

/** How fresh the database was, by object. Passive results with a time in the future are ignored. */
const newestOf = (freshest: Freshest, times: UserTimes) => {
    const moments = new Map<string, Moment | undefined>();
    return ({target, satellite}: Reading<ObjectStatus>): Moment | undefined => {
        if (satellite === undefined) {
            return undefined;
        }
        const name = nameOf({kind: kindOf(target), satellite});
        const checks = freshest.get(name);
        if (checks && !moments.has(name)) {
            const {rows} = dateTimes(checks.rows, reckoningOf(times, checks.answer));
            moments.set(
                name,
                rows
                    .flatMap(({checkedAt}) => (checkedAt ? [checkedAt] : []))
                    .sort((a, b) => b.earliest - a.earliest)[0],
            );
        }
        return moments.get(name);
    };
};

/** 0 if the clocks do not measurably differ. */
const wholeSeconds = (ahead: Moment | undefined): number =>
    ahead === undefined || (ahead.earliest <= 0 && ahead.latest >= 0)
        ? 0
        : Math.round((ahead.earliest + ahead.latest) / 2);

import type {Logger} from '../app/telemetry';
import type {Moment} from '../domain/alert/moment';
import {asAppError} from '../domain/errors';
import {type Language, says} from '../domain/texts';

import {isTimeZone} from '../domain/zoned_time';
import {profileTimes, read, serverTime} from './answers';
import type {Call, TimedAnswer} from './call';
import {type TimeReader, timeReader} from './date_format';
import {PROFILE} from './profile';

/** The API user's date format, and openITCOCKPIT's clock. */
export interface UserTimes {
    readonly read: TimeReader;
    /** Seconds to add to our clock; a range, because openITCOCKPIT reports whole seconds and the answer took time. */
    readonly ahead: Moment;
}

export type DatingProblem = (language: Language) => string;

export type ReadTimes = {readonly times: UserTimes} | {readonly problem: DatingProblem};

export interface UserTimesReader {
    /** As read within the last minute. Never throws. */
    current(): Promise<ReadTimes>;
    /**
     * Reads them again because texts did not fit, unless that happened a moment ago.
     * @returns the same object if there is nothing newer
     */
    newerThan(seen: ReadTimes): Promise<ReadTimes>;
    /** As last read; undefined before the first time. */
    ahead(): Moment | undefined;
}

/** Without `angular` this is a page for browsers. Every role may see it. */
const ZONE: Call = {
    operation: 'read_clock',
    path: '/angular/user_timezone.json',
    angular: true,
    right: 'Angular › user_timezone',
    command: false,
    aside: true,
};

const OWN_PROFILE: Call = {...PROFILE, operation: 'read_time_format', aside: true};

const GOOD_FOR_MS = 60_000;
const AGAIN_AFTER_MS = 5000;

interface Dependencies {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly now: () => number;
    readonly logger: Logger;
}

export const createUserTimes = ({ask, now, logger}: Dependencies): UserTimesReader => {
    let last: {readonly found: ReadTimes; readonly at: number} | undefined;
    let pending: Promise<ReadTimes> | undefined;
    let ahead: Moment | undefined;

    const load = async (): Promise<ReadTimes> => {
        try {
            const [own, clock] = await Promise.all([ask(OWN_PROFILE), ask(ZONE)]);
            ahead = aheadOf(clock);
            return readerOf(own, ahead);
        } catch (error) {
            const failure = asAppError(error);
            logger.debug('The API user’s date format or the clock of openITCOCKPIT cannot be read', {
                code: failure.code,
            });
            return {
                problem: (language) =>
                    says(({failures}) => failures.profileUnread(failure.sentence(language)))(language),
            };
        }
    };
    const loadOnce = (): Promise<ReadTimes> => {
        pending ??= load().then((found) => {
            last = {found, at: now()};
            pending = undefined;
            return found;
        });
        return pending;
    };
    const isYoung = (milliseconds: number): boolean => last !== undefined && Math.abs(now() - last.at) < milliseconds;

    return {
        current: async () =>
            last && isYoung('times' in last.found ? GOOD_FOR_MS : AGAIN_AFTER_MS) ? last.found : loadOnce(),
        newerThan: async (seen) => (last && (last.found !== seen || isYoung(AGAIN_AFTER_MS)) ? last.found : loadOnce()),
        ahead: () => ahead,
    };
};

const readerOf = ({json}: TimedAnswer, ahead: Moment): ReadTimes => {
    const {dateformat, timezone} = read(profileTimes, OWN_PROFILE.path, json).user;
    if (!isTimeZone(timezone)) {
        return {problem: says(({failures}) => failures.zoneUnknown(timezone))};
    }
    const reader = timeReader(dateformat, timezone);
    return reader
        ? {times: {read: reader, ahead}}
        : {problem: says(({failures}) => failures.dateFormatUnknown(dateformat))};
};

const aheadOf = ({json, asked, answered}: TimedAnswer): Moment => {
    const {server_time_utc, server_time_iso} = read(serverTime, ZONE.path, json).timezone;
    const second = server_time_utc ?? Math.floor(Date.parse(server_time_iso) / 1000);
    return {earliest: second - answered / 1000, latest: second + 1 - asked / 1000};
};

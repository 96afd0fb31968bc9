import {isDeepStrictEqual} from 'node:util';
import {isProblemState} from '#contract';
import {unacknowledged, withNotifiedAck, withoutAck, withoutDroppedAck, withReadAck} from './acknowledgement';
import type {StateAge} from './ages';
import {type Alert, targetIds} from './alert';
import {alertKey, isEarlierKey} from './alert_key';
import {withNotice, withReadFlags} from './marks';
import {isAfter, later, type Moment, momentAt} from './moment';
import {notified, type Observation, type Seen, stateAgeOf} from './observation';
import {ageOf, endsProblem, isBefore, isNotice, isYounger} from './order';
import {missing, withNames, withoutMissing} from './presence';
import {type AlertRecord, isOpen, RECORD_VERSION} from './record';

/**
 * The record of a problem (or notice) heard of for the first time.
 * @param nonce of its post
 * @param now Unix seconds on openITCOCKPIT's clock
 */
export const newRecord = (alert: Alert, nonce: string, now: number): AlertRecord => {
    const state = ageOf(alert, now);
    const blank: AlertRecord = {
        version: RECORD_VERSION,
        key: alertKey(targetIds(alert.target)),
        posts: [{channelId: '', postId: '', nonce, wanted: 1, shown: 0}],
        alert,
        ages: {state, opened: state.at},
        look: isNotice(alert) ? 'info' : 'problem',
        ...(isNotice(alert) && alert.since !== undefined ? {since: alert.since} : {}),
        flapping: isNotice(alert) && alert.notificationType === 'FLAPPINGSTART',
        inDowntime: isNotice(alert) && alert.notificationType === 'DOWNTIMESTART',
        updatedAt: now,
    };
    return isNotice(alert) ? blank : observe(blank, notified(alert, now));
};

/**
 * Applies one observation to the record of its problem: the younger fact wins, at equal age the core beats the database,
 * and what has no date may confirm but never contradict. So the order in which things are heard does not matter, and what
 * is heard twice changes nothing: the same record is returned. Pure.
 */
export const observe = (record: AlertRecord, observation: Observation): AlertRecord => {
    const {now} = observation;
    const next =
        observation.source === 'core'
            ? withNotification(record, observation.alert, now)
            : withReading(record, observation.seen, momentAt(observation.askedAt), now);
    if (isSameRecord(next, record)) {
        return record;
    }
    return {...next, updatedAt: observation.source === 'core' || isVisible(record, next) ? now : record.updatedAt};
};

/** The record of a problem that began after the end of another one, where the core dated that: what is older is not about it. */
export const begunAfter = (record: AlertRecord, previous: AlertRecord | undefined): AlertRecord => {
    const isDated = previous?.look === 'recovered' && !previous.superseded && previous.alert.time !== undefined;
    return isDated ? {...record, ages: {...record.ages, before: previous.ages.state.at}} : record;
};

/** A later problem was notified before the end of this one. */
export const superseded = (record: AlertRecord, key: string): AlertRecord => {
    const {failure: _failure, pending: _pending, ...rest} = record;
    if (!isOpen(rest)) {
        return {...rest, key};
    }
    const posts = rest.posts.map((post) => ({...post, wanted: post.wanted + 1}));
    return {...rest, key, posts, look: 'recovered', superseded: true};
};

export const isSameRecord = (a: AlertRecord | undefined, b: AlertRecord | undefined): boolean =>
    isDeepStrictEqual(a, b);

/** Is the difference visible in the post? */
export const isVisible = (before: AlertRecord, after: AlertRecord): boolean =>
    before.look !== after.look ||
    before.alert !== after.alert ||
    before.ack !== after.ack ||
    before.since !== after.since ||
    before.flapping !== after.flapping ||
    before.inDowntime !== after.inDowntime;

// What the core notifies

const withNotification = (record: AlertRecord, alert: Alert, now: number): AlertRecord => {
    const age = ageOf(alert, now);
    const noticed = withNotice(withNotifiedAck(withFirst(record, alert, age), alert, age), alert, age, now);
    return withoutDroppedAck(endsProblem(alert) ? ended(noticed, alert, age) : withNotifiedState(noticed, alert, age));
};

const least = (a: number | undefined, b: number | undefined) => (a === undefined || (b ?? a) < a ? b : a);

const withFirst = (record: AlertRecord, {time, notificationType}: Alert, {at}: StateAge): AlertRecord => {
    const {ages} = record;
    const first = least(ages.first, time);
    const opened = at.earliest < ages.opened.earliest ? at : ages.opened;
    const notified = time !== undefined && notificationType === 'PROBLEM' ? later(ages.notified, at) : ages.notified;
    return {
        ...record,
        ages: {...ages, opened, ...(first === undefined ? {} : {first}), ...(notified ? {notified} : {})},
    };
};

const ended = (record: AlertRecord, alert: Alert, age: StateAge): AlertRecord => {
    const {ages} = record;
    if (ages.ended) {
        const state = outweighs(age, ages.state) ? age : ages.state;
        // Without ids, an earlier end belongs to an earlier problem.
        const isFirst = isBefore(alert, record.alert) && alert.problemId !== '';
        return isFirst
            ? {...closed(record, mergedAlert(record.alert, alert), age), ages: {...ages, state}}
            : {...withLateAlert(record, alert), ages: {...ages, state}};
    }
    // What was heard about the next problem before this one's end: from the database, or in a notification without an id.
    const mayBeNext = ages.state.by === 'database' || (record.alert.problemId === '' && alert.problemId === '');
    const isNext = mayBeNext && isProblemState(record.alert.state) && isYounger(ages.state, age);
    return isNext ? nextProblem(record, ages.state, age) : closed(record, mergedAlert(record.alert, alert), age);
};

/** At equal age the core knows better than the database. */
const outweighs = (age: StateAge, known: StateAge): boolean =>
    known.by === 'database' ? !isYounger(known, age) : isYounger(age, known);

/** @param alert the first to say that it is over */
const closed = (record: AlertRecord, alert: Alert, state: StateAge): AlertRecord => {
    const {
        failure: _failure,
        notSent: _notSent,
        superseded: _superseded,
        gone: _gone,
        missingSince: _,
        ...rest
    } = record;
    return {
        ...rest,
        alert,
        ages: {...record.ages, state, ended: true},
        look: 'recovered',
        recoveredAt: recoveredAt(record, state),
    };
};

const recoveredAt = ({since = 0}: AlertRecord, state: StateAge): number => {
    const {earliest, latest} = state.since ?? state.at;
    return Math.min(Math.max(earliest, since), latest);
};

const withNotifiedState = (record: AlertRecord, alert: Alert, age: StateAge): AlertRecord => {
    const since = least(record.since, alert.since);
    const known: AlertRecord = since === undefined ? record : {...record, since};
    if (!isOpen(record)) {
        return reopens(record, alert, age)
            ? reopened({...known, alert: mergedAlert(record.alert, alert)}, age)
            : withLateAlert(known, alert);
    }
    const {state} = record.ages;
    const isLate = isYounger(state, age) || (state.by === 'core' && isBefore(alert, record.alert));
    return isLate
        ? withLateAlert(known, alert)
        : {...known, alert: mergedAlert(record.alert, alert), ages: {...known.ages, state: age}};
};

/** Is it a problem younger than what closed the record? Without a date, it reopens only what the database closed. */
const reopens = ({key, ages: {state}, superseded}: AlertRecord, alert: Alert, age: StateAge): boolean =>
    !superseded &&
    !isEarlierKey(key) &&
    (alert.time !== undefined || (alert.notificationType === 'PROBLEM' && state.by === 'database')) &&
    outweighs(age, state);

const reopened = (record: AlertRecord, state: StateAge): AlertRecord => {
    const {recoveredAt: _recoveredAt, gone: _gone, ...rest} = record;
    const {ended: _ended, ...ages} = record.ages;
    // One that was given since stays.
    const isGiven = record.ack !== undefined && ages.ack?.on === true && isAfter(ages.ack.at, record.ages.state.at);
    return isGiven
        ? {...rest, look: 'acknowledged', ages: {...ages, state}}
        : {...withoutAck(rest), look: 'problem', ages: {...ages, state}};
};

/**
 * The record carries on with a problem that only the database has shown. Its id is unknown; the next one to arrive is its own.
 * @param state of the new problem @param end of the previous one
 */
const nextProblem = (record: AlertRecord, state: StateAge, end: StateAge): AlertRecord => {
    const {since: _since, ...rest} = record;
    const {first: _first, notified: _notified, ...ages} = record.ages;
    const {since: _old, time: _time, ...alert} = record.alert;
    const begun = state.since?.earliest;
    const off = {on: false, by: 'database', at: state.since ?? state.at, state: alert.state, text: ''} as const;
    const ack = ages.ack?.on && isAfter(ages.ack.at, off.at) ? ages.ack : off;
    return {
        ...(ack === off ? unacknowledged(rest) : rest),
        ...(begun === undefined ? {} : {since: begun}),
        alert: {...alert, problemId: '', ...(begun === undefined ? {} : {since: begun})},
        ages: {...ages, state, opened: off.at, before: end.at, after: end.since ?? end.at, ack},
    };
};

/** Names and ids that are already known are kept if a notification lacks them or comes late. */
const mergedAlert = (known: Alert, news: Alert): Alert => ({
    ...news,
    ...mergedPreviousId(known, news),
    target: mergedTarget(known, news),
    problemId: known.problemId || news.problemId,
    output: news.output || known.output,
});

const mergedPreviousId = ({previousProblemId: known}: Alert, {previousProblemId = known}: Alert) =>
    previousProblemId === undefined ? {} : {previousProblemId: known ?? previousProblemId};

const mergedTarget = (known: Alert, news: Alert): Alert['target'] => ({
    host: betterName(known.target.host, news.target.host),
    ...(news.target.service
        ? {service: betterName(known.target.service ?? news.target.service, news.target.service)}
        : {}),
});

const betterName = (known: {uuid: string; name: string}, news: {uuid: string; name: string}) =>
    news.name === news.uuid ? known : news;

const withLateAlert = (record: AlertRecord, alert: Alert): AlertRecord => ({
    ...record,
    alert: {
        ...record.alert,
        ...mergedPreviousId(record.alert, alert),
        target: mergedTarget(alert, record.alert),
        problemId: record.alert.problemId || alert.problemId,
        output: record.alert.output || alert.output,
    },
});

// What the database shows

const withReading = (record: AlertRecord, seen: Seen | 'deleted', askedAt: Moment, now: number): AlertRecord => {
    if (record.look === 'info' || record.superseded) {
        return record;
    }
    if (seen === 'deleted') {
        return missing(record, 'deleted', askedAt, now);
    }
    if (seen.state === undefined) {
        return missing(record, 'unmonitored', seen.freshAt, now);
    }
    const found = withReadState(withNames(withoutMissing(record), seen, askedAt), seen, seen.state);
    return isOpen(found) ? withReadFlags(withReadAck(withoutDroppedAck(found), seen, now), seen, now) : found;
};

const withReadState = (record: AlertRecord, seen: Seen, state: Alert['state']): AlertRecord => {
    const dated = stateAgeOf(seen);
    const at = later(dated.at, dated.since);
    if (!at || !isYounger(dated, record.ages.state)) {
        return record;
    }
    const age: StateAge = {by: 'database', ...(dated.since ? {since: dated.since} : {}), at};
    const {time: _time, weak: _weak, ...known} = record.alert;
    const alert: Alert = {
        ...known,
        state,
        output: seen.output || known.output,
        ...(dated.since ? {since: dated.since.earliest} : {}),
    };
    if (!isProblemState(state)) {
        return record.look === 'recovered'
            ? confirmed(record)
            : closed(record, {...alert, notificationType: 'RECOVERY'}, age);
    }
    if (!isOpen(record)) {
        return opened({...record, alert: {...alert, notificationType: 'PROBLEM'}}, record.ages.state, age);
    }
    return state === record.alert.state
        ? withStart(confirmed(record), age)
        : {...record, alert, ages: {...record.ages, state: age}};
};

/** What only an unsigned post had said is now known from openITCOCKPIT itself. */
const confirmed = (record: AlertRecord): AlertRecord => {
    const {weak, ...alert} = record.alert;
    return weak ? {...record, alert} : record;
};

/** @param end what had closed it: by mistake, or before a new problem began */
const opened = (record: AlertRecord, end: StateAge, state: StateAge): AlertRecord => {
    const open = reopened(record, state);
    return isAfter(state.since, end.since ?? end.at) ? nextProblem(open, state, end) : open;
};

/** Adds the start of the state, which the notification did not carry. */
const withStart = (record: AlertRecord, {since}: StateAge): AlertRecord =>
    record.since !== undefined || since === undefined
        ? record
        : {...record, since: since.earliest, ages: {...record.ages, state: {...record.ages.state, since}}};

import {openAction} from '../action/pending_action';
import type {AckDetails} from './ack_details';
import type {AckAge, StateAge} from './ages';
import type {Alert} from './alert';
import {isAfter, isAfterOrAtEnd, later, type Moment, momentAt} from './moment';
import {ackAgeOf, type Seen, type SeenAck} from './observation';
import type {AlertRecord} from './record';
import {isOpen} from './record';

export const withoutAck = (record: AlertRecord): AlertRecord => {
    const {ack: _ack, failure: _failure, notSent: _notSent, ...rest} = record;
    return rest;
};

/** Nobody has acknowledged it, or nobody does any more. */
export const unacknowledged = (record: AlertRecord): AlertRecord => {
    const rest = withoutAck(record);
    return rest.look === 'acknowledged' ? {...rest, look: 'problem'} : rest;
};

export const withAckAge = (record: AlertRecord, ack: AckAge): AlertRecord => ({
    ...record,
    ages: {...record.ages, ack},
});

type Said = {readonly author: string; readonly comment: string};

export const textOf = ({author, comment}: Said): string => `${author}: ${comment}`;

/** Without what the core strips from texts passed to commands (`illegal_macro_output_chars`), and without blanks at the ends. */
const stripped = (text: string): string =>
    text
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the core takes them out as well
        .replace(/[`~$&|'"<>\u0000-\u001f]/g, '')
        .trim();

/** Equal, although the core and the API write texts differently. */
export const isSameText = (one: string, other: string): boolean => stripped(one) === stripped(other);

export const isSameAck = (one: Said, other: Said): boolean =>
    isSameText(one.author, other.author) && isSameText(one.comment, other.comment);

/**
 * What a notification says about the acknowledgement. While there is one the core notifies no problem, so a problem
 * notification means that there is none. Within the same second the acknowledgement counts: the problem came first.
 */
export const withNotifiedAck = (record: AlertRecord, alert: Alert, age: StateAge): AlertRecord => {
    if (alert.notificationType === 'ACKNOWLEDGEMENT') {
        return withAcknowledgement(record, alert, age);
    }
    const {ack, notified} = record.ages;
    return ack && isAfterOrAtEnd(notified, ack.at) && isGiven(record) ? unacknowledged(record) : record;
};

/** Was its acknowledgement really given, not only requested? */
const isGiven = ({look}: AlertRecord): boolean => look !== 'acknowledging' && look !== 'not_confirmed';

const withAcknowledgement = (record: AlertRecord, alert: Alert, age: StateAge): AlertRecord => {
    const known = record.ages.ack;
    const text = textOf(alert);
    if (known && (isAfter(known.at, age.at) || (known.on && isRepeat(record, alert, age, known)))) {
        return record;
    }
    const {since} = age;
    const word: AckAge = {
        on: true,
        by: 'core',
        at: age.at,
        ...(since ? {since} : {}),
        state: alert.state,
        text,
    };
    const next = withAckAge(record, word);
    // The read-back decides whose acknowledgement it is.
    return record.look === 'acknowledging' || isAfter(record.ages.notified, age.at)
        ? next
        : shown(next, ackOf(record, alert, age));
};

/**
 * Of two within one second their text decides, so that the order of arrival does not. The core has the better time than
 * the database, unless it has dropped since what it tells now.
 */
const isRepeat = ({look}: AlertRecord, alert: Alert, age: StateAge, known: AckAge): boolean => {
    if (alert.time === undefined) {
        return known.text === textOf(alert);
    }
    const isDropped = look === 'problem' && isSameText(textOf(alert), known.text);
    const isTold = known.by === 'core' ? textOf(alert) <= known.text : isDropped;
    return isTold && !isAfter(age.at, known.at);
};

const shown = (record: AlertRecord, ack: AckDetails): AlertRecord => ({
    ...withoutAck(record),
    look: isOpen(record) ? 'acknowledged' : record.look,
    ack,
});

/** Our own comes back as a notification when notify is on: it stays ours. */
const ackOf = ({ack}: AlertRecord, alert: Alert, age: StateAge): AckDetails => {
    const {author, comment, sticky = true} = alert;
    if (ack && (author === '' || isSameAck(ack, alert))) {
        return ack.via === 'mattermost' || alert.time === undefined ? ack : {...ack, at: alert.time};
    }
    return foreignAck({author: author || UNKNOWN.author, comment, sticky, at: age.at}, true, age.at.earliest);
};

const foreignAck = ({author, comment, sticky, at}: SeenAck, notify: boolean, otherwise: number): AckDetails => ({
    author,
    comment,
    sticky,
    notify,
    hostAndServices: false,
    userId: '',
    username: '',
    at: at?.earliest ?? otherwise,
    via: 'openitcockpit',
});

/** The core drops an acknowledgement that is not sticky when the state changes. */
export const withoutDroppedAck = (record: AlertRecord): AlertRecord => {
    const {ack, ages, alert} = record;
    const word = ages.ack;
    return ack?.sticky === false && word?.on && isGiven(record) && isAfterChange(ages.state, alert.state, word)
        ? unacknowledged(record)
        : record;
};

/** Did the state change after the acknowledgement was given? */
const isAfterChange = (state: StateAge, name: Alert['state'], word: AckAge): boolean =>
    isAfter(state.since, word.at) ||
    isAfter(state.since, word.since) ||
    (name !== word.state && !isAfter(word.at, state.at));

/** Ours, as confirmed by openITCOCKPIT. What has been heard about the time since counts. @param at when it was made */
export const withConfirmedAck = (record: AlertRecord, ack: AckDetails, at: Moment): AlertRecord => {
    const {ack: known, notified} = record.ages;
    if ((known && !known.on && isAfter(known.at, at)) || isAfterOrAtEnd(notified, at)) {
        return {...withoutAck(record), look: 'problem'};
    }
    const word = {on: true, by: 'database', at, given: at, state: record.alert.state, text: textOf(ack)} as const;
    return withoutDroppedAck({...withoutAck(withAckAge(record, word)), look: 'acknowledged', ack});
};

/** What a reading of the database says about the acknowledgement; an action on it does its own reading. */
export const withReadAck = (record: AlertRecord, seen: Seen, now: number): AlertRecord => {
    const isAsked = record.look !== 'acknowledged' && openAction(record, 'acknowledge') !== undefined;
    const isToGo = record.look === 'acknowledged' || seen.acknowledged;
    if (isAsked || (isToGo && openAction(record, 'remove_acknowledgement'))) {
        return record;
    }
    return seen.acknowledged ? withShownAck(record, seen, now) : withShownNone(record, seen);
};

/** Up to when nobody is known to have acknowledged it. */
const unacknowledgedUntil = ({ages, since}: AlertRecord, sticky: boolean): Moment | undefined => {
    const begun = since === undefined ? ages.opened : momentAt(since);
    const off = ages.ack?.on === false ? ages.ack.at : undefined;
    const changed = sticky ? undefined : ages.state.since;
    return later(later(later(begun, off), later(changed, ages.notified)), ages.before);
};

/**
 * Does the reading show how it was before the check that found this problem (or, unless the acknowledgement is sticky, its
 * state)? Such a check may take long, and what was acknowledged meanwhile is over with it.
 */
const isOfStateBefore = ({since, ages}: AlertRecord, {checkedAt}: Seen, isSticky: boolean): boolean => {
    const begun = since === undefined ? undefined : momentAt(since);
    return isAfter(isSticky ? begun : later(begun, ages.state.since), checkedAt);
};

const withShownAck = (record: AlertRecord, seen: Seen, now: number): AlertRecord => {
    const {acknowledgement: found} = seen;
    if (record.look === 'acknowledged') {
        return found ? withNewerAck(record, found, seen.freshAt, now) : record;
    }
    const at = ackAgeOf(seen);
    const isSticky = found?.sticky ?? true;
    const until = unacknowledgedUntil(record, isSticky);
    // Of one given in that very second it takes a younger database to know which came first.
    if (
        !at ||
        isOfStateBefore(record, seen, isSticky) ||
        !(isAfter(found?.at, until) || isAfter(seen.freshAt, until))
    ) {
        return record;
    }
    return found && isItsRecord(found, until, seen.freshAt)
        ? given(record, found, {at, given: found.at ?? at}, now)
        : given(record, UNKNOWN, {at, given: until ?? at}, now);
};

/** An acknowledgement's record is written seconds after its flag: until then the newest record is that of an earlier one. */
const RECORD_WITHIN_SECONDS = 60;

const isItsRecord = (found: SeenAck, until: Moment | undefined, freshAt: Moment | undefined): boolean =>
    !found.at ||
    // The moment at which a problem was heard of is not exact to the second.
    (until !== undefined && found.at.earliest >= until.earliest) ||
    (freshAt?.earliest ?? 0) > (until?.latest ?? 0) + RECORD_WITHIN_SECONDS;

const UNKNOWN: SeenAck = {author: '?', comment: '', sticky: true};

const given = (record: AlertRecord, found: SeenAck, when: Pick<AckAge, 'at' | 'given'>, now: number): AlertRecord => {
    const {ack} = record;
    const kept = ack && isSameAck(found, ack) ? {...ack, sticky: found.sticky} : undefined;
    const word = {on: true, by: 'database', ...when, state: record.alert.state, text: textOf(found)} as const;
    return shown(withAckAge(record, word), kept ?? foreignAck(found, false, now));
};

/** Another may have been given since; one that was only notified gets its full text here. */
const withNewerAck = (record: AlertRecord, found: SeenAck, freshAt: Moment | undefined, now: number): AlertRecord => {
    const {ack, ages} = record;
    const before = ages.ack?.given ?? ages.ack?.at;
    if (!ack || textOf(ack) === textOf(found)) {
        return record;
    }
    if (ack.author === UNKNOWN.author) {
        return isItsRecord(found, before, freshAt) ? {...record, ack: {...ack, ...textsOf(found)}} : record;
    }
    // The newest record is the one that counts, once the database is well past anything heard about another.
    const isPast = (freshAt?.earliest ?? 0) > (later(found.at, ages.ack?.at)?.latest ?? 0) + RECORD_WITHIN_SECONDS;
    if (!found.at || (isAfter(before, found.at) && !isPast)) {
        return record;
    }
    if (isSameAck(ack, found)) {
        return {...record, ack: {...ack, ...textsOf(found)}};
    }
    const isNewer = isPast || isAfter(found.at, before);
    return isNewer ? given(record, found, {at: found.at, given: found.at}, now) : record;
};

const textsOf = ({author, comment, sticky}: SeenAck): Omit<SeenAck, 'at'> => ({author, comment, sticky});

const withShownNone = (record: AlertRecord, {freshAt}: Seen): AlertRecord => {
    if (record.look === 'acknowledging') {
        return {...withoutAck(record), look: 'problem'};
    }
    const {ack, opened} = record.ages;
    const isShown = record.look === 'acknowledged';
    if (!(isShown || ack?.on) || !freshAt || !isAfter(freshAt, ack?.at ?? opened)) {
        return record;
    }
    // One that has gone already is known to be gone, whatever is notified late about the time before.
    const none = withAckAge(record, {on: false, by: 'database', at: freshAt, state: record.alert.state, text: ''});
    return isShown ? unacknowledged(none) : none;
};

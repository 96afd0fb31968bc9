import type {Alert} from '../alert';
import {isAfter, later, type Moment, momentAt} from './moment';
import {ackAgeOf, type Seen, type SeenAck} from './observation';
import type {AckAge, AckDetails, AlertRecord, StateAge} from './record';
import {isOpen, isPending} from './record';

export const withoutAck = (record: AlertRecord): AlertRecord => {
    const {ack: _ack, failure: _failure, notSent: _notSent, ...rest} = record;
    return rest;
};

/** Nobody has acknowledged it (any more). */
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

/** What the core takes out of texts that it passes to commands (`illegal_macro_output_chars`), and blanks at the ends. */
const stripped = (text: string): string =>
    text
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the core takes them out as well
        .replace(/[`~$&|'"<>\u0000-\u001f]/g, '')
        .trim();

/** The same acknowledgement, as the core and as the API write its texts. */
export const isSameAck = (one: Said, other: Said): boolean =>
    stripped(one.author) === stripped(other.author) && stripped(one.comment) === stripped(other.comment);

/**
 * What a notification says about the acknowledgement. While there is one the core notifies no problem, so that a problem
 * says that there is none. Of the same second the acknowledgement counts: the problem came before it.
 */
export const withNotifiedAck = (record: AlertRecord, alert: Alert, age: StateAge): AlertRecord => {
    if (alert.notificationType === 'ACKNOWLEDGEMENT') {
        return withAcknowledgement(record, alert, age);
    }
    const known = record.ages.ack;
    if (alert.notificationType !== 'PROBLEM' || alert.time === undefined || !isAfter(age.at, known?.at ?? NEVER)) {
        return record;
    }
    const next = withAckAge(record, {on: false, by: 'core', at: age.at, state: alert.state, text: ''});
    return isGiven(record) ? unacknowledged(next) : next;
};

const NEVER = momentAt(0);

/** Is its acknowledgement one that was given, and not one that is only asked for? */
const isGiven = ({look}: AlertRecord): boolean => look !== 'acknowledging' && look !== 'not_confirmed';

const withAcknowledgement = (record: AlertRecord, alert: Alert, age: StateAge): AlertRecord => {
    const known = record.ages.ack;
    const text = textOf(alert);
    if (known && (isAfter(known.at, age.at) || (known.on && isRepeat(alert, age, known)))) {
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
    return record.look === 'acknowledging' ? next : shown(next, ackOf(record, alert, age));
};

const isRepeat = (alert: Alert, age: StateAge, known: AckAge): boolean =>
    alert.time === undefined ? known.text === textOf(alert) : known.by === 'core' && !isAfter(age.at, known.at);

const shown = (record: AlertRecord, ack: AckDetails): AlertRecord => ({
    ...withoutAck(record),
    look: isOpen(record) ? 'acknowledged' : record.look,
    ack,
});

/** Our own comes back as a notification when notify is on: it stays what it is. */
const ackOf = ({ack}: AlertRecord, alert: Alert, age: StateAge): AckDetails => {
    const {author, comment, sticky = true} = alert;
    if (ack && (author === '' || isSameAck(ack, alert))) {
        return ack.via === 'mattermost' || alert.time === undefined ? ack : {...ack, at: alert.time};
    }
    return foreignAck({author, comment, sticky, at: age.at}, true, age.at.earliest);
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

/** Ours, as openITCOCKPIT has confirmed it. What was heard of the time since counts. @param at when it was made */
export const withConfirmedAck = (record: AlertRecord, ack: AckDetails, at: Moment): AlertRecord => {
    const known = record.ages.ack;
    if (known && !known.on && isAfter(known.at, at)) {
        return unacknowledged(record);
    }
    const word = {on: true, by: 'database', at, given: at, state: record.alert.state, text: textOf(ack)} as const;
    return withoutDroppedAck({...withoutAck(withAckAge(record, word)), look: 'acknowledged', ack});
};

/** What a reading of the database says about the acknowledgement. */
export const withReadAck = (record: AlertRecord, seen: Seen, now: number): AlertRecord =>
    seen.acknowledged ? withShownAck(record, seen, now) : withShownNone(record, seen);

/** From when on an acknowledgement counts: there was none until then. */
const unacknowledgedUntil = ({ages, since}: AlertRecord, sticky: boolean): Moment | undefined => {
    const begun = since === undefined ? ages.opened : momentAt(since - 1);
    const off = ages.ack && (!ages.ack.on || !sticky) ? ages.ack.at : undefined;
    const changed = sticky ? undefined : ages.state.since && momentAt(ages.state.since.earliest - 1);
    return later(later(begun, off), changed);
};

const withShownAck = (record: AlertRecord, seen: Seen, now: number): AlertRecord => {
    const {acknowledgement: found} = seen;
    if (record.look === 'acknowledged') {
        return found ? withNewerAck(record, found, now) : record;
    }
    const at = ackAgeOf(seen);
    const until = unacknowledgedUntil(record, found?.sticky ?? true);
    if (!at || !isAfter(at, until)) {
        return record;
    }
    // The newest record may still be the one of an earlier acknowledgement.
    const isIts = found && (!found.at || isAfter(found.at, until));
    return isIts
        ? given(record, found, {at, given: found.at ?? at}, now)
        : given(record, UNKNOWN, {at, given: until ?? at}, now);
};

const UNKNOWN: SeenAck = {author: '?', comment: '', sticky: true};

const given = (record: AlertRecord, found: SeenAck, when: Pick<AckAge, 'at' | 'given'>, now: number): AlertRecord => {
    const {ack} = record;
    const kept = ack && isSameAck(found, ack) ? {...ack, sticky: found.sticky} : undefined;
    const word = {on: true, by: 'database', ...when, state: record.alert.state, text: textOf(found)} as const;
    return shown(withAckAge(record, word), kept ?? foreignAck(found, false, now));
};

/** Another one may have been given since; one that was only notified is written out in full here. */
const withNewerAck = (record: AlertRecord, found: SeenAck, now: number): AlertRecord => {
    const {ack, ages} = record;
    const before = ages.ack?.given ?? ages.ack?.at;
    if (!ack || !found.at || textOf(ack) === textOf(found) || isAfter(before, found.at)) {
        return record;
    }
    if (isSameAck(ack, found)) {
        return {...record, ack: {...ack, author: found.author, comment: found.comment, sticky: found.sticky}};
    }
    return isAfter(found.at, before) ? given(record, found, {at: found.at, given: found.at}, now) : record;
};

const withShownNone = (record: AlertRecord, {freshAt}: Seen): AlertRecord => {
    if (record.look === 'acknowledging' && !isPending(record)) {
        return {...withoutAck(record), look: 'problem'};
    }
    if (record.look !== 'acknowledged' || !freshAt || !isAfter(freshAt, record.ages.ack?.at ?? record.ages.opened)) {
        return record;
    }
    const none: AckAge = {on: false, by: 'database', at: freshAt, state: record.alert.state, text: ''};
    return unacknowledged(withAckAge(record, none));
};

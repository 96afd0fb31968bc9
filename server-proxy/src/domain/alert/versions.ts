import type {AckDetails} from './ack_details';
import type {AckAge, Ages} from './ages';
import type {FirstOrder, FirstRecord} from './first_record';
import {momentAt} from './moment';
import {type AlertRecord, isOpen, postOf, RECORD_VERSION} from './record';
import {isStoredRecord} from './record_schema';

/** A record in today's layout, from one stored by any version. */
export const upgraded = (stored: AlertRecord | FirstRecord): AlertRecord => {
    if (stored.version === undefined) {
        return fromFirst(stored);
    }
    return ONLY_IN_FIRST.some((field) => field in stored) ? fromRolledBack(stored) : stored;
};

/** What 0.1.0 alone writes. */
const ONLY_IN_FIRST = ['postId', 'channelId', 'nonce', 'behind', 'postGone', 'order'] as const;

/**
 * Written by 0.1.0 on top of a newer layout, after a roll back: it changed its own fields and kept the others as they had been.
 * It could not find the post, and made another with the next notification.
 */
const fromRolledBack = (stored: AlertRecord & Partial<Omit<FirstRecord, 'version'>>): AlertRecord => {
    const {version: _version, posts: _posts, ages: _ages, postGone: _gone, ...rest} = stored;
    const {postId, nonce} = stored;
    if (postId !== undefined && nonce !== undefined) {
        const gone = stored.postGone ? {postGone: stored.postGone} : {};
        return fromFirst({...rest, ...gone, postId, channelId: stored.channelId ?? '', nonce});
    }
    const {postId: before, channelId, nonce: its, ...post} = postOf(stored);
    const again = fromFirst({...rest, postId: before, channelId, nonce: its, behind: true});
    return {...again, posts: again.posts.map((made) => ({...post, ...made}))};
};

/** @throws for anything else, be it damaged or written by a newer version: it must be set aside, not overwritten */
export const readRecord = (value: unknown): AlertRecord => {
    if (!isStoredRecord(value)) {
        throw new Error('not a record that this version can read');
    }
    return upgraded(value);
};

const fromFirst = (stored: FirstRecord): AlertRecord => {
    const {postId, channelId, nonce, behind, postGone, order = {}, version: _version, ...rest} = stored;
    // That version did not store what its posts showed.
    const shown = behind || isOpen(rest) ? 0 : 1;
    const post = {channelId, postId, nonce, wanted: 1, shown, ...(postGone ? {gone: postGone} : {})};
    return {...rest, version: RECORD_VERSION, posts: [post], ages: agesOf(stored, order)};
};

const agesOf = (stored: FirstRecord, {first, ended, downtime, flapping, customs, ack}: FirstOrder): Ages => ({
    state: stateAgeOf(stored),
    opened: momentAt(first ?? stored.alert.time ?? stored.updatedAt),
    ...(first === undefined ? {} : {first}),
    ...(ended ? {ended} : {}),
    ...(downtime === undefined ? {} : {inDowntime: {by: 'core', at: momentAt(downtime)}}),
    ...(flapping === undefined ? {} : {flapping: {by: 'core', at: momentAt(flapping)}}),
    ...(customs ? {customs} : {}),
    ...ackAgeOf(stored, ack),
});

/** What closed it is unknown: it may have been a reading older than the problem. */
const stateAgeOf = ({alert, recoveredAt, look, updatedAt}: FirstRecord): Ages['state'] =>
    look === 'recovered' || look === 'gone'
        ? {by: 'database', at: momentAt(recoveredAt ?? updatedAt)}
        : {
              by: 'core',
              ...(alert.since === undefined ? {} : {since: momentAt(alert.since)}),
              at: momentAt(alert.time ?? updatedAt),
          };

const ackAgeOf = ({alert, ack}: FirstRecord, notified: FirstOrder['ack']): {readonly ack?: AckAge} => {
    if (notified) {
        const {time, state, since, text} = notified;
        const at = momentAt(time ?? ack?.at ?? 0);
        return {ack: {on: true, by: 'core', at, state, ...(since === undefined ? {} : {since: momentAt(since)}), text}};
    }
    return ack ? {ack: {on: true, by: 'database', at: momentAt(ack.at), state: alert.state, text: textOf(ack)}} : {};
};

const textOf = ({author, comment}: AckDetails): string => `${author}: ${comment}`;

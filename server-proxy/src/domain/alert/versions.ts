import type {FirstOrder, FirstRecord} from './first_record';
import {momentAt} from './moment';
import {type AckAge, type AckDetails, type Ages, type AlertRecord, isOpen, RECORD_VERSION} from './record';
import {isStoredRecord} from './record_schema';

/** A record in today's layout, from one stored by any version. */
export const upgraded = (stored: AlertRecord | FirstRecord): AlertRecord =>
    stored.version === undefined ? fromFirst(stored) : stored;

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

import {severityOf} from '../subscription/loudness';
import {isOver} from './call';
import {type AlertPost, type AlertRecord, isOpen, isUnhandled} from './record';

const isCritical = (record: AlertRecord): boolean => severityOf(record.alert.state) === 'critical';

/** Has it become critical since it was collected or listed, with nobody taking care of it? */
export const hasRisen = (record: AlertRecord, {held}: AlertPost): boolean =>
    held?.severity === 'warning' && isUnhandled(record) && isCritical(record);

/** Is somebody to be called to it as it has become critical? */
export const isWorse = (record: AlertRecord, {callsWhenCritical}: AlertPost): boolean =>
    callsWhenCritical === true && isUnhandled(record) && isCritical(record);

const hasCalls = ({calls}: AlertPost): boolean =>
    calls?.some((call) => !isOver(call) && (call.at !== undefined || call.begun !== undefined)) ?? false;

/** Is somebody to be called to it by and by, or is it collected? Stores keep an index of these. */
export const isWaiting = (record: AlertRecord): boolean =>
    isOpen(record) &&
    !record.superseded &&
    !record.intent &&
    record.posts.some(
        (post) =>
            (post.held && (!post.held.listed || hasRisen(record, post))) || isWorse(record, post) || hasCalls(post),
    );

import {type AlertProps, LIMIT} from '#contract';
import type {ActionKind, PendingAction} from '../action/action_request';
import {plannedDowntime, runningDowntime} from '../action/downtime';
import {openActions} from '../action/pending_action';
import {type AlertRecord, type DowntimeDetails, isOpen} from '../alert/record';
import {cut, neutralize} from '../text';
import {type Texts, textsOf} from '../texts';

/** What goes on besides the problem itself: downtime, flapping, and what was requested but is not done yet. */

/** What is waiting for openITCOCKPIT. */
export const queuedOf = (record: AlertRecord): readonly PendingAction[] =>
    openActions(record).filter(({queuedBecause}) => queuedBecause !== undefined);

type ShownKind = keyof Texts['actions']['under'];

const isShown = (kind: ActionKind): kind is ShownKind =>
    kind === 'schedule_downtime' || kind === 'cancel_downtime' || kind === 'recheck';

/** What is being carried out, except an acknowledgement, which shows as the look of its post. */
const underWay = (record: AlertRecord): {kind: ShownKind; author: string; waitSeconds?: number}[] =>
    openActions(record)
        .filter(({queuedBecause}) => queuedBecause === undefined)
        .flatMap(({request: {kind}, author, sentAt, waitSeconds}) => {
            const waits = sentAt === undefined && waitSeconds !== undefined ? {waitSeconds} : {};
            return isShown(kind) ? [{kind, author, ...waits}] : [];
        });

/** ` · in downtime until 14:00 · flapping` */
export const marksOf = (record: AlertRecord, texts: Texts['alerts'], timeOf: (seconds: number) => string): string =>
    (isOpen(record) ? [downtimeMark(record, texts, timeOf), record.flapping ? texts.flapping : ''] : [])
        .filter((mark) => mark !== '')
        .map((mark) => ` · ${mark}`)
        .join('');

/** `in downtime until 14:00`, or that one is planned; empty without one. */
export const downtimeMark = (
    record: AlertRecord,
    texts: Texts['alerts'],
    timeOf: (seconds: number) => string,
): string => {
    const words = textsOf(texts.language).actions;
    const running = runningDowntime(record);
    const planned = plannedDowntime(record);
    if (running) {
        return words.inDowntimeUntil(timeOf(running.end));
    }
    if (planned) {
        return words.downtimePlanned(timeOf(planned.start), timeOf(planned.end));
    }
    return record.inDowntime ? texts.inDowntime : '';
};

/** Sentences about what is under way, for the attachment. */
export const underWayLines = (record: AlertRecord, texts: Texts['alerts']): string[] =>
    underWay(record).map(({kind, author, waitSeconds}) => {
        const words = textsOf(texts.language).actions;
        const who = neutralize(author);
        return waitSeconds === undefined ? words.under[kind](who) : words.recheckWaits(who, waitSeconds);
    });

type ActivityProps = Pick<
    AlertProps,
    | 'queued'
    | 'pending'
    | 'flapping'
    | 'in_downtime'
    | 'downtime_from'
    | 'downtime_until'
    | 'downtime_author'
    | 'downtime_comment'
>;

export const activityProps = (record: AlertRecord): ActivityProps => {
    const queued = queuedOf(record).map(({author, request, queuedBecause = ''}) => ({
        action: request.kind,
        author,
        because: cut(queuedBecause, LIMIT.queuedBecause),
    }));
    const pending = underWay(record).map(({kind, author, waitSeconds}) => ({
        action: kind,
        author,
        ...(waitSeconds === undefined ? {} : {in_seconds: waitSeconds}),
    }));
    return {
        ...(queued.length === 0 ? {} : {queued}),
        ...(pending.length === 0 ? {} : {pending}),
        ...(isOpen(record) ? markProps(record) : {}),
    };
};

const markProps = (record: AlertRecord): ActivityProps => {
    const downtime = runningDowntime(record) ?? plannedDowntime(record);
    return {
        ...(record.flapping ? {flapping: true} : {}),
        ...(record.inDowntime ? {in_downtime: true} : {}),
        ...(downtime ? downtimeProps(downtime) : {}),
    };
};

const downtimeProps = ({start, end, author, comment}: DowntimeDetails): ActivityProps => ({
    downtime_from: start,
    downtime_until: end,
    downtime_author: cut(author, LIMIT.author),
    downtime_comment: cut(comment, LIMIT.comment),
});

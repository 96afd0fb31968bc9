import type {AckDetails, AckQuestion} from '../alert/ack_details';
import type {AlertRecord} from '../alert/record';
import {openAction} from './pending_action';

/** When the person is asked: this long before the end, and of a short acknowledgement half its length. */
const ASKED_BEFORE_SECONDS = 900;
/** Mattermost gives up what takes it longer than half a minute, so what is not there by then was not posted. */
const ASK_AGAIN_SECONDS = 60;
const TRY_AGAIN_SECONDS = 300;
/** The next question waits for the last one’s answer, which Mattermost may not take at once. */
const AFTER_ANSWER_SECONDS = 15;
/** openITCOCKPIT takes the command and nothing comes of it, time after time: somebody has to look. */
export const MOST_ATTEMPTS = 3;

/** One that ends by itself. */
export type EndingAck = AckDetails & {readonly until: number};

/** What is to be done about an acknowledgement now. `answer`: its question has to show that it is over, or what was decided. */
export type EndStep = 'ask' | 'remove' | 'answer';

export interface EndPlan {
    readonly steps: readonly EndStep[];
    /** When there may be more to do. Unix seconds; undefined: when something else changes. */
    readonly next?: number;
}

/** @returns the acknowledgement of an open problem that was given here, with an end */
export const endingAck = ({look, ack}: Pick<AlertRecord, 'look' | 'ack'>): EndingAck | undefined =>
    look === 'acknowledged' && ack?.until !== undefined ? {...ack, until: ack.until} : undefined;

/** May the question still be answered? */
export const isAskable = (record: AlertRecord, now: number): boolean => {
    const {question} = record;
    const ack = endingAck(record);
    return (
        question !== undefined &&
        ack !== undefined &&
        question.decided === undefined &&
        isAbout(question, ack) &&
        now < ack.until &&
        openAction(record, 'remove_acknowledgement') === undefined
    );
};

const isAbout = (question: Pick<AckQuestion, 'ackAt' | 'until'>, ack: EndingAck): boolean =>
    question.ackAt === ack.at && question.until === ack.until;

const askAt = ({until, lasts = 0}: EndingAck): number => until - Math.min(ASKED_BEFORE_SECONDS, Math.floor(lasts / 2));

/** Pure: what the record says at this moment. @param now Unix seconds on our clock */
export const planOf = (record: AlertRecord, now: number): EndPlan => {
    const {question} = record;
    const ack = endingAck(record);
    const isOver = question !== undefined && !isAskable(record, now);
    if (!ack) {
        return {steps: isOver ? ['answer'] : []};
    }
    if (now >= ack.until) {
        const again = nextAttempt(ack);
        const isBegun = openAction(record, 'remove_acknowledgement') !== undefined;
        const isDue = !isBegun && again !== undefined && now >= again;
        return {
            steps: [...(isDue ? ['remove' as const] : []), ...(isOver ? ['answer' as const] : [])],
            ...(again !== undefined && again > now ? {next: again} : {}),
        };
    }
    if (isOver) {
        return {steps: ['answer'], next: Math.max(askAt(ack), now + AFTER_ANSWER_SECONDS)};
    }
    const due = question === undefined ? askAt(ack) : askAgainAt(question);
    return due !== undefined && due <= now ? {steps: ['ask'], next: ack.until} : {steps: [], next: due ?? ack.until};
};

const askAgainAt = ({postId, triedAt}: AckQuestion): number | undefined =>
    postId === undefined ? triedAt + ASK_AGAIN_SECONDS : undefined;

/** @returns undefined: not by itself any more */
const nextAttempt = ({until, notEnded}: EndingAck): number | undefined => {
    if (!notEnded) {
        return until;
    }
    return notEnded.leftToChannel ? undefined : notEnded.at + TRY_AGAIN_SECONDS * notEnded.attempts;
};

/** @param isFinal trying again would bring the same */
export const withNotEnded = <R extends AlertRecord>(record: R, because: string, now: number, isFinal: boolean): R => {
    const {ack} = record;
    if (!ack) {
        return record;
    }
    const attempts = (ack.notEnded?.attempts ?? 0) + 1;
    const isLeft = isFinal || attempts >= MOST_ATTEMPTS;
    return {
        ...record,
        ack: {...ack, notEnded: {because, at: now, attempts, ...(isLeft ? {leftToChannel: true as const} : {})}},
    };
};

import type {ActionRequest, Ended, PendingAction} from '../../domain/action/action_request';
import type {AlertRecord} from '../../domain/alert/record';
import type {Said, Texts} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {Commands} from './command_port';

/** How an action ended: a word for log, metrics and audit (`partly`: the host shows it, some services do not), and whatever its strategy needs to show it. */
export interface Outcome {
    readonly result: string;
}

/** It did not happen, or nobody knows whether it did. */
export interface Failure extends Outcome {
    readonly result: 'not_confirmed' | 'not_sent' | 'replaced';
    /** Why: for the channel in its language, for the person who asked in theirs. */
    readonly sentence: Said;
    /** It failed for this person; the channel is told, because somebody else may succeed. */
    readonly asksChannel?: true;
}

export const failed = (result: Failure['result'], sentence: Said): Failure => ({result, sentence});

export const leftToOthers = (result: Failure['result'], sentence: Said): Failure => ({
    ...failed(result, sentence),
    asksChannel: true,
});

export const isFailure = (outcome: Outcome): outcome is Failure => 'sentence' in outcome;

/** The record after an outcome, and the messages about it. */
export interface Conclusion extends Omit<Ended, 'result'> {
    readonly record: AlertRecord;
}

/**
 * What is particular to one kind of action. carry_out.ts does the rest: storing it, running it once only, waiting while
 * openITCOCKPIT cannot be reached, giving up, reporting. Strategies let openITCOCKPIT's errors through to it.
 */
export interface Strategy<R extends ActionRequest = ActionRequest, O extends Outcome = Outcome> {
    /** Does the post change as soon as this is requested? */
    readonly showsAtOnce: boolean;
    /**
     * Pure. @param request undefined while a dialog asks for it
     * @returns why this cannot be requested (any more), for the person; undefined when it can
     */
    whyNot(record: AlertRecord | undefined, texts: Texts, request?: R): string | undefined;
    /** The record from the moment of the request, if that changes it; carry_out.ts adds the action to it. Pure. */
    began?(record: AlertRecord, action: PendingAction<R>): AlertRecord;
    /** Runs before every sending. @returns an outcome when there is nothing to send (any more) */
    checkFirst(context: AppContext, record: AlertRecord, action: PendingAction<R>): Promise<O | Failure | undefined>;
    /**
     * Runs after `checkFirst`, once before the command is first sent.
     * @returns how many seconds openITCOCKPIT would still drop the command for; 0: it takes it now
     */
    secondsToWait?(context: AppContext, record: AlertRecord, action: PendingAction<R>): Promise<number>;
    /** Read once, just before the command is first sent, and stored with the action as `before`. */
    before?(context: AppContext, record: AlertRecord, action: PendingAction<R>): Promise<string>;
    /** Hands the command over, with the rights of whoever `monitoring` acts for. @throws AppError */
    send(as: {readonly monitoring: Commands}, record: AlertRecord, action: PendingAction<R>): Promise<void>;
    /**
     * Reads back. @param last no further attempt will follow
     * @returns undefined as long as openITCOCKPIT does not show it
     */
    readBack(context: AppContext, record: AlertRecord, action: PendingAction<R>, last: boolean): Promise<O | undefined>;
    /**
     * What has been heard of it, without asking openITCOCKPIT.
     * @param current the record as it is now @returns undefined as long as nothing confirms it
     */
    heard?(context: AppContext, current: AlertRecord, action: PendingAction<R>): Promise<O | undefined>;
    /** Sentence for a command that was accepted and has not shown. Pure. */
    notSeen(texts: Texts, seconds: number): string;
    /**
     * The record as it is now may differ from the one that was checked. Pure: it is asked once with the words of the channel,
     * for record and thread, and once with those of the person, for the message.
     */
    conclude(
        current: AlertRecord,
        action: PendingAction<R>,
        outcome: O | Failure,
        texts: Texts,
        now: number,
    ): Conclusion;
}

import pMap from 'p-map';
import {ownerOf} from '../../domain/alert/ack_details';
import type {AlertRecord} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {type PostContent, subjectOf} from '../../domain/post/alert_post';
import {answeredHandover, handoverOutcome, handoverQuestion} from '../../domain/post/shift_post';
import {handedTo} from '../../domain/shift/ownership';
import {
    changingHandover,
    decided,
    type Handover,
    type HandoverDecision,
    isExpired,
} from '../../domain/shift/shift_state';
import {neutralize} from '../../domain/text';
import {type Language, textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {languageOf} from '../people/language_of';
import {addThreadLine, NO_USE, showAlert} from '../posts/show_alert';
import {auditHandover} from './audit_handover';
import {problemsFor, problemsOf} from './owned_problems';
import {actionOptions} from './show_handover';

/** Names in the direct message; the rest is counted. */
const MOST_NAMED = 15;
const AT_ONCE = 4;

/**
 * Draws the consequences of what is stored about a hand-over: asks, hands over, tells. It can be repeated, and is carried out once
 * at a time.
 * @throws AppError when Mattermost or a store is away
 */
export const settleHandover = (context: AppContext, id: string): Promise<void> =>
    context.alertQueue.run(`handover/${id}`, () =>
        context.store.exclusively(`handover/${id}`, () => settle(context, id)),
    );

const settle = async (context: AppContext, id: string): Promise<void> => {
    const now = nowSeconds(context);
    const state = await context.shifts.update((known) =>
        changingHandover(known, id, (one) => (isExpired(one, now) ? decided(one, 'expired', now) : one)),
    );
    const handover = state.handovers.find((one) => one.id === id);
    if (!handover || handover.done) {
        return;
    }
    await (handover.decided === undefined ? ask(context, handover) : conclude(context, handover, handover.decided));
};

const change = (context: AppContext, id: string, make: (handover: Handover) => Handover) =>
    context.shifts.update((state) => changingHandover(state, id, make));

/** A hand-over is found again by its id, so that nobody is asked twice. */
const ask = async (context: AppContext, handover: Handover): Promise<void> => {
    const {id, from, to, askedAt, triedAt} = handover;
    if (handover.postId !== undefined) {
        return;
    }
    const channel = await context.chat.directChannel(to.userId);
    const before = triedAt > 0 ? await found(context, channel, id, askedAt) : undefined;
    await change(context, id, (one) => ({...one, triedAt: nowSeconds(context)}));
    const language = await languageOf(context, to.userId, context.settings.language);
    const {seen} = await problemsFor(context, from.userId, to.userId, askedAt);
    const names = seen.slice(0, MOST_NAMED).map((record) => nameOf(record, language));
    const content = handoverQuestion(handover, names, actionOptions(context, language));
    const postId = before ?? (await context.chat.createPost(channel, content, id)).postId;
    await change(context, id, (one) => ({...one, postId}));
};

const found = async ({chat}: AppContext, channel: string, mark: string, since: number): Promise<string | undefined> =>
    (await chat.markedPosts(channel, since * 1000)).find((post) => post.mark === mark)?.postId;

const nameOf = (record: AlertRecord, language: Language): string =>
    `${record.alert.state} ${subjectOf(record, textsOf(language).alerts)}`;

const conclude = async (context: AppContext, handover: Handover, decision: HandoverDecision): Promise<void> => {
    const moved = decision === 'accepted' ? await moveAll(context, handover) : 0;
    await showAnswer(context, handover, decision);
    await tellAsker(context, {...handover, moved}, decision);
    await change(context, handover.id, (one) => ({...one, moved, done: true}));
};

/** @returns how many are theirs by this hand-over, those of an attempt that was interrupted too */
const moveAll = async (context: AppContext, handover: Handover): Promise<number> => {
    const {from, to, askedAt, decidedAt = askedAt} = handover;
    const {seen} = await problemsFor(context, from.userId, to.userId, askedAt);
    await pMap(seen, (record) => moveOne(context, handover, record), {concurrency: AT_ONCE});
    const theirs = (await problemsOf(context, to.userId)).filter(({ack}) => ack?.handedTo?.at === decidedAt);
    if (theirs.length > 0) {
        await auditHandover(context, handover, 'accepted', theirs);
    }
    context.logger.info('Problems were handed over', {problems: theirs.length, to: to.username});
    return theirs.length;
};

const moveOne = async (context: AppContext, handover: Handover, {key}: AlertRecord): Promise<void> => {
    const {from, to, decidedAt = nowSeconds(context)} = handover;
    const after = await context.store.update(key, (current) => current && handedTo(current, handover, decidedAt));
    if (after?.ack && ownerOf(after.ack) === to.userId) {
        await showAlert(context, key);
        const line = textsOf(context.settings.language).shift.line(neutralize(from.author), neutralize(to.author));
        await addThreadLine(context, after, line, 'acknowledgement');
    }
};

const showAnswer = async (context: AppContext, handover: Handover, decision: HandoverDecision): Promise<void> => {
    const {to, id, postId, askedAt} = handover;
    const known = postId ?? (await found(context, await context.chat.directChannel(to.userId), id, askedAt));
    if (known !== undefined) {
        const language = await languageOf(context, to.userId, context.settings.language);
        await unlessUseless(context.chat.updatePost(known, answeredHandover(handover, decision, language)));
    }
};

const tellAsker = async (context: AppContext, handover: Handover, decision: HandoverDecision): Promise<void> => {
    const {from, id, decidedAt = handover.askedAt} = handover;
    const language = await languageOf(context, from.userId, context.settings.language);
    const content = handoverOutcome(handover, decision, language);
    if (content) {
        await unlessUseless(tellOnce(context, from.userId, content, {mark: `${id}.t`, since: decidedAt}));
    }
};

const tellOnce = async (
    context: AppContext,
    userId: string,
    content: PostContent,
    {mark, since}: {readonly mark: string; readonly since: number},
): Promise<void> => {
    const channel = await context.chat.directChannel(userId);
    if ((await found(context, channel, mark, since)) === undefined) {
        await context.chat.createPost(channel, content, mark);
    }
};

/** A person or a post that is gone needs no answer. */
const unlessUseless = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => {
        const known = asAppError(error);
        if (!NO_USE.has(known.code)) {
            throw known;
        }
    });

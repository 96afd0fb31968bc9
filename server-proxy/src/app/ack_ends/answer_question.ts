import {endingAck, isAskable} from '../../domain/action/ack_end';
import type {AckQuestion} from '../../domain/alert/ack_details';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {answeredPost, type QuestionAnswer} from '../../domain/post/ack_question';
import {type AppContext, nowSeconds} from '../app_context';
import {NO_USE} from '../posts/show_alert';
import {questionOptions} from './ask_person';

/** A question of which Mattermost has not told is looked for that long. */
const LOOKED_FOR_SECONDS = 600;
/** Whatever Mattermost has against it: by then nobody looks for the answer. */
const GIVEN_UP_SECONDS = 7 * 86_400;

/**
 * Shows in the question what was decided, or that there is nothing to decide any more, and forgets it then. It can be
 * repeated.
 * @throws AppError when Mattermost does not take it now
 */
export const answerQuestion = async (context: AppContext, {key}: Pick<AlertRecord, 'key'>): Promise<void> => {
    const record = await context.store.get(key);
    const question = record?.question;
    if (!record || !question || isAskable(record, nowSeconds(context))) {
        return;
    }
    const postId = question.postId ?? (await lookedFor(context, question));
    if (postId === undefined && nowSeconds(context) - question.triedAt < LOOKED_FOR_SECONDS) {
        return;
    }
    if (postId !== undefined) {
        const options = await questionOptions(context, question.userId);
        const content = answeredPost(record, question, answerOf(record, question), options);
        await context.chat.updatePost(postId, content).catch((error: unknown) => {
            const known = asAppError(error);
            const isLongAgo = nowSeconds(context) - question.until > GIVEN_UP_SECONDS;
            if (!NO_USE.has(known.code) && !isLongAgo) {
                throw known;
            }
        });
    }
    await context.store.update(key, (current) =>
        current?.question?.mark === question.mark && !isAskable(current, nowSeconds(context))
            ? withoutQuestion(current)
            : current,
    );
};

const lookedFor = async (
    {chat}: AppContext,
    {userId, mark, firstTriedAt}: AckQuestion,
): Promise<string | undefined> => {
    const posts = await chat.markedPosts(await chat.directChannel(userId), firstTriedAt * 1000);
    return posts.find((post) => post.mark === mark)?.postId;
};

const withoutQuestion = ({question: _question, ...rest}: AlertRecord): AlertRecord => rest;

const answerOf = (record: AlertRecord, question: AckQuestion): QuestionAnswer => {
    if (question.decided) {
        return question.decided;
    }
    if (!isOpen(record)) {
        return 'recovered';
    }
    return endingAck(record)?.at === question.ackAt ? 'ended' : 'elsewhere';
};

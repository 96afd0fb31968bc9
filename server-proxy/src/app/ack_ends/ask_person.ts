import {type EndingAck, endingAck, planOf} from '../../domain/action/ack_end';
import {type AckQuestion, ownerOf} from '../../domain/alert/ack_details';
import type {AlertRecord} from '../../domain/alert/record';
import {type QuestionOptions, questionPost} from '../../domain/post/ack_question';
import {timeFormat} from '../../domain/post/alert_post';
import {type AppContext, linkStyleOf, nowSeconds} from '../app_context';
import type {ChatUser} from '../posts/chat_port';

/**
 * Asks the person who acknowledged whether it is to go on, in a direct message. That they are asked is stored first, and
 * before it is repeated their messages are searched for it, so that nobody is asked twice.
 * @throws AppError when Mattermost does not take it now
 */
export const askPerson = async (context: AppContext, {key}: AlertRecord): Promise<void> => {
    const mark = context.nonce();
    let asked: {ack: EndingAck; question: AckQuestion; isRepeated: boolean} | undefined;
    const record = await context.store.update(key, (current) => {
        asked = current && toAsk(current, mark, nowSeconds(context));
        return current && asked ? {...current, question: asked.question} : current;
    });
    if (!record || !asked) {
        return;
    }
    const {ack, question, isRepeated} = asked;
    const channel = await context.chat.directChannel(question.userId);
    const found = isRepeated ? await findQuestion(context, channel, question) : undefined;
    const postId = found ?? (await post(context, record, ack, question, channel));
    await context.store.update(key, (current) =>
        current?.question?.mark === question.mark ? {...current, question: {...current.question, postId}} : current,
    );
};

const toAsk = (record: AlertRecord, mark: string, now: number) => {
    const ack = endingAck(record);
    if (!ack || !planOf(record, now).steps.includes('ask')) {
        return undefined;
    }
    const {question: before} = record;
    const fresh = {userId: ownerOf(ack), ackAt: ack.at, until: ack.until, mark, firstTriedAt: now, triedAt: now};
    return {ack, question: before ? {...before, triedAt: now} : fresh, isRepeated: before !== undefined};
};

/** Mattermost may have posted it without an answer reaching us. */
const findQuestion = async (
    {chat}: AppContext,
    channel: string,
    {mark, firstTriedAt}: AckQuestion,
): Promise<string | undefined> =>
    (await chat.markedPosts(channel, firstTriedAt * 1000)).find((post) => post.mark === mark)?.postId;

const post = async (
    context: AppContext,
    record: AlertRecord,
    ack: EndingAck,
    question: AckQuestion,
    channel: string,
): Promise<string> => {
    const options = await questionOptions(context, question.userId);
    const {postId} = await context.chat.createPost(
        channel,
        questionPost(record, ack, question, options),
        question.mark,
    );
    context.logger.info('A person was asked about the end of an acknowledgement', {alert: record.key, post: postId});
    return postId;
};

/** Language and times are the person's, where Mattermost tells. */
export const questionOptions = async (context: AppContext, userId: string): Promise<QuestionOptions> => {
    const {settings} = context;
    const user: ChatUser | undefined = await context.chat.user(userId).catch(() => undefined);
    const language = user?.language ?? settings.language;
    return {
        language,
        formatTime: timeFormat(language, user?.timeZone || settings.timeZone),
        openitcockpitUrl: settings.openitcockpitUrl,
        linkStyle: linkStyleOf(context),
        actionsUrl: settings.actionsUrl,
        secret: settings.signingSecrets[0],
        nowSeconds: nowSeconds(context),
    };
};

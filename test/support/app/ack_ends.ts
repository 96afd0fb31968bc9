import {ALERT_PROP, type AlertProps} from '#contract';
import type {PostRef} from '../../../server-proxy/src/app/posts/chat_port';
import type {PostContent} from '../../../server-proxy/src/domain/post/alert_post';
import type {AppHarness} from './harness';

interface Button {
    readonly id: string;
    readonly name: string;
    readonly integration: {readonly context: {readonly token: string}};
}

interface Shown {
    readonly text?: string;
    readonly actions?: readonly Button[];
}

export const attachmentOf = (post: PostContent): Shown => (post.props.attachments as Shown[])[0] ?? {};

/** The bot's direct messages about ends, oldest first. */
export const questionsOf = ({chat}: Pick<AppHarness, 'chat'>): (PostContent & PostRef)[] =>
    [...chat.posts.values()].filter(
        ({channelId}) => channelId.startsWith('channeldirect') || channelId.startsWith('direct'),
    );

export const alertPost = ({chat}: Pick<AppHarness, 'chat'>): PostContent & PostRef => {
    const found = [...chat.posts.values()].filter(({props}) => props[ALERT_PROP] !== undefined).at(-1);
    if (!found) {
        throw new Error('no post yet');
    }
    return found;
};

export const shownAlert = (harness: Pick<AppHarness, 'chat'>): AlertProps =>
    alertPost(harness).props[ALERT_PROP] as AlertProps;

/** Presses a button of the newest question. */
export const pressQuestion = (harness: AppHarness, act: 'extend' | 'release', userId?: string) => {
    const question = questionsOf(harness).at(-1);
    const button = attachmentOf(question as PostContent).actions?.find(({id}) => id === `ackend${act}`);
    if (!question || !button) {
        throw new Error(`no question offers ${act}`);
    }
    return pressToken(harness, question, button.integration.context.token, userId);
};

export const pressToken = ({app, chat}: AppHarness, {postId, channelId}: PostRef, token: string, userId?: string) => {
    return app.pressAction({
        userId: userId ?? [...chat.users.keys()][0] ?? '',
        postId,
        channelId,
        triggerId: `question${Math.random()}`,
        token,
        selectedOption: '',
    });
};

/** Time passes, and a turn is taken. */
export const turnAfter = async (harness: AppHarness, milliseconds: number): Promise<void> => {
    await harness.clock.sleep(milliseconds);
    await harness.app.endAcknowledgements();
    await harness.app.idle();
};

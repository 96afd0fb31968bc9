import {ACTION, CHOICE, FIELD} from '#contract';
import type {Application} from '../../../server-proxy/src/app/use_cases';
import type {Command} from '../model/monitoring';
import type {Asked, Step} from '../model/scene';
import type {VirtualTime} from '../model/virtual_time';
import type {Commands} from './commands';
import {isLive, type ModelChat, type PostAction, type SeenPost} from './model_chat';
import type {Watcher} from './watcher';

type Press = Extract<Step, {what: 'press'}>;

/** How a person requests it: the post's action, and the choice in it. */
const WAYS: Readonly<
    Record<Asked, {readonly action: string; readonly choice?: string; readonly kind: Command['kind']}>
> = {
    acknowledge: {action: ACTION.acknowledge, kind: 'acknowledge'},
    'quick reason': {action: ACTION.quickReason, choice: 'Looking into it', kind: 'acknowledge'},
    retry: {action: ACTION.retry, kind: 'acknowledge'},
    remove: {action: ACTION.removeAcknowledgement, kind: 'remove'},
    downtime: {action: ACTION.more, choice: CHOICE.scheduleDowntime, kind: 'downtime'},
    'cancel downtime': {action: ACTION.more, choice: CHOICE.cancelDowntime, kind: 'cancel downtime'},
    recheck: {action: ACTION.more, choice: CHOICE.recheck, kind: 'recheck'},
};

/**
 * The people in the channel. They press what the newest live post offers (otherwise Acknowledge), and read the answers.
 */
export class People {
    presses = 0;
    private readonly ids: readonly string[];

    constructor(
        private readonly app: Application,
        private readonly chat: ModelChat,
        private readonly time: VirtualTime,
        private readonly commands: Commands,
        private readonly watcher: Watcher,
        private readonly note: (line: string) => void,
    ) {
        this.ids = [chat.addUser('jane', 'Jane Roe'), chat.addUser('john', 'John Doe')];
    }

    async press(step: Press): Promise<void> {
        const post = this.chat.problemPosts().filter(isLive).at(-1);
        const asked = [step.asked, 'acknowledge' as const].find((one) => post && offered(post, one));
        const action = post && asked && offered(post, asked);
        if (!post || !action) {
            return;
        }
        this.note(`a person presses ${asked} on post ${post.number}`);
        const way = WAYS[asked];
        this.presses += 1;
        this.watcher.onPress(post.postId);
        const comment = commentOf(asked, step.comment, post);
        this.commands.ask(way.kind, comment, step.fate);
        try {
            await this.go(step, way.choice ?? '', post, action.integration.context.token, comment);
        } catch (error) {
            this.commands.withdraw(way.kind, comment);
            const message = error instanceof Error ? error.message : String(error);
            this.chat.onTold({postId: post.postId, message});
        }
    }

    private async go(
        step: Press,
        selectedOption: string,
        post: SeenPost,
        token: string,
        comment: string,
    ): Promise<void> {
        const userId = this.ids[step.who] ?? '';
        const {postId, channelId} = post;
        const triggerId = `trigger-${this.presses}`;
        await this.app.pressAction({userId, postId, channelId, triggerId, token, selectedOption});
        const dialog = this.chat.dialogs.get(triggerId);
        if (dialog) {
            await this.time.sleep(step.thinkMs);
            const submission = {
                [FIELD.comment]: comment,
                [FIELD.sticky]: step.sticky,
                [FIELD.notify]: step.notify,
                [FIELD.length]: '1h',
                [FIELD.planned]: true,
            };
            const {errors} = await this.app.submitDialog({userId, channelId, state: dialog.state, submission});
            if (errors) {
                throw new Error(Object.values(errors).join(' '));
            }
        }
    }
}

const offered = ({actions}: SeenPost, asked: Asked): PostAction | undefined => {
    const {action, choice} = WAYS[asked];
    return actions.find(
        ({id, options}) => id === action && (choice === undefined || options?.some(({value}) => value === choice)),
    );
};

const commentOf = (asked: Asked, comment: string, {shown}: SeenPost): string => {
    switch (asked) {
        case 'acknowledge':
        case 'downtime':
            return comment;
        case 'quick reason':
            return 'Looking into it';
        case 'retry':
            return shown.acknowledgement?.comment ?? '';
        default:
            return '';
    }
};

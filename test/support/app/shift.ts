import type {ActionPress} from '../../../server-proxy/src/app/actions/press_action';
import type {AppHarness} from './harness';

export interface ShownButton {
    readonly id: string;
    readonly name: string;
    readonly integration: {readonly context: {readonly token: string}};
}

type Attachments = readonly Readonly<Record<string, unknown>>[];

/** The buttons of an answer or a post. */
export const buttonsOf = (attachments: unknown): readonly ShownButton[] =>
    ((attachments ?? []) as Attachments).flatMap(({actions}) => (actions ?? []) as readonly ShownButton[]);

/** What presses a button of a hand-over, by its id. */
export const pressOf = (
    harness: AppHarness,
    attachments: unknown,
    id: string,
    userId: string,
    more: Partial<ActionPress> = {},
): ActionPress => {
    const found = buttonsOf(attachments).find((one) => one.id === id);
    if (!found) {
        throw new Error(`there is no button ${id}`);
    }
    return {
        userId,
        postId: '',
        channelId: channelOf(harness),
        triggerId: `trigger-${Math.random()}`,
        token: found.integration.context.token,
        selectedOption: '',
        ...more,
    };
};

/** What is answered to somebody who types `/openitcockpit handover @bob` in the channel of the first post. */
export const handOver = (harness: AppHarness, userId: string, typed: string): Promise<string> =>
    harness.app.handOver({userId, channelId: channelOf(harness), rootId: '', language: 'en'}, typed);

/** The channel of the first post. */
export const channelOf = (harness: AppHarness): string => harness.chat.created[0]?.channelId ?? '';

/** Direct messages to a person as they are now, the oldest first. */
export const messagesTo = ({chat}: Pick<AppHarness, 'chat'>, userId: string) =>
    [...chat.posts.values()].filter(({channelId}) => channelId.includes(`direct${userId}`));

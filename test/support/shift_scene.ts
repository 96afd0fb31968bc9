import {parsePanelAnswer, ROUTE} from '#contract';
import type {Listener, Person} from './loop/mattermost_site';
import type {Scene} from './plugin_host/scene';
import {waitFor} from './wait_for';

export interface ShownPost {
    readonly id: string;
    readonly message: string;
    readonly props: {
        readonly attachments?: readonly {
            readonly text?: string;
            readonly actions?: readonly {readonly id: string; readonly name: string; readonly cookie: string}[];
        }[];
    };
}

/** What a person types, and the answer that they alone see. */
export const typedBy = async (
    scene: Scene,
    person: Pick<Person, 'id'>,
    listener: Listener,
    line: string,
): Promise<ShownPost> => {
    const from = listener.events.length;
    await scene.plugin.host.command({userId: person.id, channelId: scene.site.channel.id, line});
    const {data} = await listener.next(({event}) => event === 'ephemeral_message', from);
    return JSON.parse(String(data?.post)) as ShownPost;
};

/** Presses a button of an answer that one person sees, or of a post. @returns the number of events before */
export const pressShown = async (
    scene: Scene,
    person: Person,
    listener: Listener,
    {id, props}: ShownPost,
    button: string,
): Promise<number> => {
    const from = listener.events.length;
    const found = (props.attachments ?? []).flatMap(({actions = []}) => actions).find((one) => one.id === button);
    if (!found) {
        throw new Error(`there is no button ${button}`);
    }
    await scene.site.call('POST', `/posts/${id}/actions/${button}`, {cookie: found.cookie}, person.token);
    return from;
};

/** The bot's direct messages to a person as posts, the oldest first. */
export const directPosts = async (scene: Scene, person: Person): Promise<readonly ShownPost[]> => {
    const {site, double} = scene;
    const bot = double.server.directory.userByName('openitcockpit')?.id ?? '';
    const channel = await site.call('POST', '/channels/direct', [bot, person.id], person.token);
    const {order, posts} = (await site.call('GET', `/channels/${channel.id}/posts`, undefined, person.token)) as {
        order: string[];
        posts: Record<string, ShownPost>;
    };
    return order.flatMap((id) => posts[id] ?? []).reverse();
};

export const directPost = (scene: Scene, person: Person, says: RegExp): Promise<ShownPost> =>
    waitFor(async () => (await directPosts(scene, person)).findLast(({message}) => says.test(message)));

/** How many problems are a person's, in their panel. */
export const mineOf = async (scene: Scene, {token}: Pick<Person, 'token'>): Promise<number | undefined> => {
    const answer = await fetch(`${scene.url}${ROUTE.panel}`, {headers: {Authorization: `Bearer ${token}`}});
    return parsePanelAnswer(await answer.json())?.counts.mine;
};

import type {Core, Notification} from '../model/core';
import type {Scene} from '../model/scene';
import {isLive, type ModelChat, type SeenPost} from './model_chat';
import type {Watcher} from './watcher';

/** The situation once everything has settled. */
interface Rest {
    readonly scene: Scene;
    readonly core: Core;
    readonly chat: ModelChat;
    readonly watcher: Watcher;
    readonly toldProblems: ReadonlySet<number>;
    readonly newestHeard: Notification | undefined;
}

/**
 * Once everything has settled, the post must be true: state, acknowledgement with author and comment, downtime,
 * flapping; one live post per notified problem, and its buttons. Undated readings contradict nothing, so in that case
 * only the latest notification's state is checked.
 */
export const judge = (rest: Rest): void => {
    const {core, chat, watcher, scene} = rest;
    const posts = chat.problemPosts();
    const live = posts.filter(isLive);
    const wrong = (why: string) => watcher.note('wrong at last', why);
    if (scene.world.dating === 'none') {
        judgeUndated(rest, live, wrong);
        return;
    }
    if (live.length > 1) {
        wrong(`${live.length} live posts for one object`);
        return;
    }
    const [post] = live;
    if (core.state === 'OK') {
        if (post) {
            wrong(`the object is OK, its post ${post.number} shows ${post.shown.state} ${post.shown.look}`);
        }
        return;
    }
    if (!post) {
        if (rest.toldProblems.has(core.problem)) {
            wrong(`the object is ${core.state}, the handler was told of the problem, and no post shows it`);
        }
        return;
    }
    for (const difference of differences(rest, post)) {
        wrong(difference);
    }
};

const judgeUndated = ({core, newestHeard, scene}: Rest, live: readonly SeenPost[], wrong: (why: string) => void) => {
    if (!scene.world.timed || scene.world.ids === 'none' || newestHeard?.problem !== core.problem) {
        return;
    }
    if (newestHeard.type === 'PROBLEM' && core.state !== 'OK' && live.length !== 1) {
        wrong(`the youngest notification is a problem, and ${live.length} posts are live`);
    }
    if (newestHeard.type === 'RECOVERY' && core.state === 'OK' && live.length !== 0) {
        wrong('the youngest notification is the recovery, and a post is live');
    }
};

const differences = ({core}: Rest, {shown, actions}: SeenPost): string[] => {
    const ack = core.acknowledgement;
    const offered = actions.map(({id}) => id);
    const wanted = ack ? 'removeacknowledgement' : 'acknowledge';
    const shownAck = shown.look === 'acknowledged' ? shown.acknowledgement : undefined;
    return [
        ...differs('state', shown.state, core.state),
        ...differs('acknowledged', shown.look === 'acknowledged', ack !== undefined),
        ...(ack && shownAck ? differs('author', shownAck.author, ack.author) : []),
        ...(ack && shownAck ? differs('comment', shownAck.comment, ack.comment) : []),
        ...differs('in downtime', shown.in_downtime ?? false, core.inDowntime),
        ...differs('flapping', shown.flapping ?? false, core.flapping),
        ...differs('still under way', shown.look === 'acknowledging' || shown.pending !== undefined, false),
        ...differs(`button ${wanted}`, offered.includes(wanted), true),
        ...differs('further actions', offered.includes('more'), true),
    ];
};

const differs = (what: string, shown: unknown, truth: unknown): string[] =>
    shown === truth ? [] : [`${what}: the post shows ${shown}, true is ${truth}`];

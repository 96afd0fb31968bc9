import type {Post} from '@mattermost/types/posts';
import {useEffect} from 'react';
import {useSelector} from 'react-redux';
import {MOST_JUDGED} from '#contract';
import {askGenuine, RequestError} from '../client';
import {type HostState, type HostStore, isAsked, isGenuine} from '../state';

/** Posts rendered together are asked about together. */
const GATHER_MS = 20;
const NOT_FOUND = 404;

/**
 * Asks the handler which posts are its own: anybody can write the props of an alert, and Mattermost does not say who
 * wrote them.
 */
export class Judge {
    private readonly waiting = new Map<string, Post>();
    private timer: ReturnType<typeof setTimeout> | undefined;

    constructor(private readonly store: HostStore) {}

    ask(post: Post): void {
        this.waiting.set(post.id, post);
        this.timer ??= setTimeout(() => void this.askNow(), GATHER_MS);
    }

    private async askNow(): Promise<void> {
        this.timer = undefined;
        const posts = [...this.waiting.values()].filter((post) => !isAsked(this.store.getState(), post));
        this.waiting.clear();
        for (let from = 0; from < posts.length; from += MOST_JUDGED) {
            await this.judge(posts.slice(from, from + MOST_JUDGED));
        }
    }

    private async judge(posts: readonly Post[]): Promise<void> {
        try {
            const {bot_id: botId, genuine} = await askGenuine(posts.map(({id}) => id));
            this.store.dispatch({
                type: 'openitcockpit/judged',
                botId,
                verdicts: posts.map(({id, update_at}) => ({
                    postId: id,
                    postUpdatedAt: update_at,
                    isGenuine: genuine.includes(id),
                })),
            });
        } catch (error) {
            if (error instanceof RequestError && error.status === NOT_FOUND) {
                this.store.dispatch({type: 'openitcockpit/unjudged'});
            }
            // Otherwise the next change of the post asks again; until then it is drawn plain.
        }
    }
}

/** Is the post one of ours? Until that is known, it is not. */
export const useGenuine = (judge: Judge, post: Post): boolean => {
    const asked = useSelector((state: HostState) => isAsked(state, post));
    useEffect(() => {
        if (!asked) {
            judge.ask(post);
        }
    }, [judge, post, asked]);
    return useSelector((state: HostState) => isGenuine(state, post));
};

import {setTimeout as sleep} from 'node:timers/promises';
import {WebSocket} from 'ws';
import {ALERT_PROP, type AlertProps} from '#contract';
import type {Facts} from './doubles';

interface Seen {
    readonly postId: string;
    readonly look: string;
    /** Milliseconds since the epoch. */
    readonly at: number;
}

export interface PostWatch {
    /** @returns when a client first saw a service's post like this */
    seen(service: string, look: string): Promise<Seen>;
    close(): void;
}

/** Every post and change of a post, as a person's client sees it. */
export const watchPosts = async ({mattermostUrl, janeToken}: Facts): Promise<PostWatch> => {
    const byService = new Map<string, Seen[]>();
    const socket = new WebSocket(`${mattermostUrl.replace('http', 'ws')}/api/v4/websocket`);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({seq: 1, action: 'authentication_challenge', data: {token: janeToken}}));
    socket.on('message', (raw) => {
        const at = performance.timeOrigin + performance.now();
        const {event, data} = JSON.parse(String(raw)) as {event?: string; data: {post?: string}};
        if (event !== 'posted' && event !== 'post_edited') {
            return;
        }
        const post = JSON.parse(data.post ?? '{}') as {id: string; props: Record<string, unknown>};
        const alert = post.props[ALERT_PROP] as AlertProps | undefined;
        const service = alert?.service?.uuid;
        if (alert && service !== undefined) {
            const seen = byService.get(service) ?? [];
            byService.set(service, [...seen, {postId: post.id, look: alert.look, at}]);
        }
    });
    return {
        seen: async (service, look) => {
            for (;;) {
                const found = byService.get(service)?.find((one) => one.look === look);
                if (found) {
                    return found;
                }
                await sleep(1);
            }
        },
        close: () => socket.close(),
    };
};

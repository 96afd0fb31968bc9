import {ALERT_PROP, type AlertProps} from '#contract';
import type {DoubleEvent} from '../support/mattermost/events';

/** What one alert post shows now, and every problem that it has shown. */
export interface LedgerPost {
    readonly id: string;
    readonly service: string;
    /** Numbers of the problems, as the outputs of `WorldDriver` name them, in the order in which they were shown. */
    readonly problems: Set<number>;
    look: AlertProps['look'];
    state: AlertProps['state'];
}

interface EventPost {
    readonly id: string;
    readonly root_id: string;
    readonly props: Record<string, unknown>;
}

/** Alert posts, kept from the events that clients get, so that the double need not remember them. */
export class PostLedger {
    readonly posts = new Map<string, LedgerPost>();
    private readonly byService = new Map<string, LedgerPost[]>();
    /** Lines in threads since the last `takeReplies`. */
    private replies: string[] = [];
    edits = 0;

    read(events: readonly DoubleEvent[]): void {
        for (const {event, data} of events) {
            if (event === 'posted' || event === 'post_edited') {
                this.take(JSON.parse(String(data.post)) as EventPost);
                this.edits += event === 'post_edited' ? 1 : 0;
            } else if (event === 'post_deleted') {
                this.drop((JSON.parse(String(data.post)) as EventPost).id);
            }
        }
    }

    /** The newest open post of a service. */
    openPostOf(service: string): LedgerPost | undefined {
        return [...(this.byService.get(service) ?? [])].reverse().find(({look}) => isOpenLook(look));
    }

    takeReplies(): string[] {
        const taken = this.replies;
        this.replies = [];
        return taken;
    }

    private drop(id: string): void {
        const post = this.posts.get(id);
        this.posts.delete(id);
        if (post) {
            const others = this.byService.get(post.service)?.filter((one) => one !== post) ?? [];
            this.byService.set(post.service, others);
        }
    }

    private take({id, root_id, props}: EventPost): void {
        const alert = props[ALERT_PROP] as AlertProps | undefined;
        if (root_id !== '') {
            this.replies.push(id);
        } else if (alert) {
            const {look, state, service, output} = alert;
            const known = this.posts.get(id);
            const post = known ?? {id, service: service?.uuid ?? '', problems: new Set<number>(), look, state};
            Object.assign(post, {look, state});
            const problem = problemIn(output);
            if (problem !== undefined) {
                post.problems.add(problem);
            }
            if (!this.posts.has(id)) {
                this.posts.set(id, post);
                this.byService.set(post.service, [...(this.byService.get(post.service) ?? []), post]);
            }
        }
    }
}

const CLOSED: readonly string[] = ['recovered', 'gone', 'info'];

export const isOpenLook = (look: string): boolean => !CLOSED.includes(look);

/** The number of the problem in an output (see `WorldDriver`). */
export const problemIn = (output: string): number | undefined => {
    const number = /problem #(\d+)/.exec(output)?.[1];
    return number === undefined ? undefined : Number(number);
};

import type {Facts} from '../model/facts';
import type {VirtualTime} from '../model/virtual_time';
import {isGreen, isLive, type ModelChat, type SeenPost} from './model_chat';

export type Breach =
    | 'shows recovered'
    | 'shows acknowledged'
    | 'shows downtime'
    | 'told recovered'
    | 'told acknowledged'
    | 'sent twice'
    | 'wrong at last'
    | 'fell';

export interface Violation {
    readonly breach: Breach;
    /** Milliseconds since the beginning of the scene. */
    readonly at: number;
    readonly why: string;
}

/** Updates of a post are merged for up to a second, and Mattermost takes its time. */
export const SHOWN_WITHIN_MS = 2500;

/** Compares what posts show and what people read with what the handler knew by then. */
export class Watcher {
    readonly violations: Violation[] = [];
    private readonly pressedAt = new Map<string, number>();

    constructor(
        private readonly time: VirtualTime,
        private readonly start: number,
        private readonly facts: Facts,
        private readonly chat: ModelChat,
    ) {}

    note(breach: Breach, why: string): void {
        if (!this.violations.some((known) => known.breach === breach)) {
            this.violations.push({breach, at: this.time.now() - this.start, why});
        }
    }

    /**
     * Nothing a write shows for the first time may contradict what was known before: a write shows the newest record.
     */
    onWrite(before: SeenPost | undefined, after: SeenPost): void {
        const posts = this.chat.problemPosts();
        const next = before ? posts.map((post) => (post.postId === after.postId ? after : post)) : [...posts, after];
        const now = this.time.now();
        if (isGreen(next.filter(({shown}) => shown.look !== 'info')) && !isGreen(posts)) {
            this.check('shows recovered', 'good', now);
        }
        if (!isLive(after)) {
            return;
        }
        if (after.shown.look === 'acknowledged' && before?.shown.look !== 'acknowledged') {
            this.check('shows acknowledged', 'acknowledged', now);
        }
        if (after.shown.in_downtime && !before?.shown.in_downtime) {
            this.check('shows downtime', 'downtime', now);
        }
    }

    /** Whatever a notification contradicts must be gone from the post a moment later. */
    afterwards(): void {
        const posts = this.chat.problemPosts();
        const before = this.time.now() - SHOWN_WITHIN_MS;
        const live = posts.filter(isLive);
        if (isGreen(posts)) {
            this.check('shows recovered', 'good', before, 'core');
        }
        if (live.some(({shown}) => shown.look === 'acknowledged')) {
            this.check('shows acknowledged', 'acknowledged', before, 'core');
        }
        if (live.some(({shown}) => shown.in_downtime)) {
            this.check('shows downtime', 'downtime', before, 'core');
        }
    }

    onPress(postId: string): void {
        this.pressedAt.set(postId, this.time.now());
    }

    /**
     * Messages about an earlier problem are ignored: only those about the newest post are compared with the object. That
     * the problem recovered is true if it did so after the press, even if the next one has begun since.
     */
    onTold(postId: string, message: string): void {
        if (this.chat.problemPosts().at(-1)?.postId !== postId) {
            return;
        }
        const hasRecovered = this.facts.recoveredSince(this.pressedAt.get(postId) ?? this.time.now());
        if (/recovered/i.test(message) && !hasRecovered) {
            this.check('told recovered', 'good', this.time.now(), undefined, message);
        }
        if (/^already acknowledged/i.test(message)) {
            this.check('told acknowledged', 'acknowledged', this.time.now(), undefined, message);
        }
    }

    private check(
        breach: Breach,
        claim: 'good' | 'acknowledged' | 'downtime',
        before: number,
        only?: 'core',
        said = '',
    ): void {
        if (this.violations.some((known) => known.breach === breach)) {
            return;
        }
        const denial = this.facts.denied(claim, true, before, only);
        if (denial) {
            const still = only === undefined ? '' : `, and still shown ${SHOWN_WITHIN_MS / 1000} s later`;
            this.note(breach, `${said === '' ? '' : `“${said}” `}denied by ${denial}${still}`);
        }
    }
}

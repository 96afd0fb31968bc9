import pMap from 'p-map';
import type {AlertRecord} from '../../domain/alert/record';
import {type AppError, asAppError} from '../../domain/errors';
import type {AlertStore} from '../posts/alert_store';
import {announcing} from '../posts/announcing_store';
import type {ToldPost} from '../posts/chat_port';
import type {WhispersPort} from '../subscribing/channels_port';
import type {Clock, Logger} from '../telemetry';
import {Turns} from '../turns';

/** What a list says: Markdown, and attachments as Mattermost takes them. */
interface ListText {
    readonly text: string;
    readonly attachments: readonly Readonly<Record<string, unknown>>[];
}

/** How a list that one person sees is kept true. */
export interface LivingList {
    /** Keys of the alerts it shows. */
    readonly keys: ReadonlySet<string>;
    /** From when on changes are not in it. Milliseconds of the monotonic clock. */
    readonly since: number;
    /** The same page by what is stored now. @throws AppError `forbidden` for who may see nothing any more, `mattermost_*` */
    readonly again: () => Promise<ListText>;
}

/** An answer with a list, or one that stays as it is. */
export interface ListAnswer extends ListText {
    readonly list?: LivingList | undefined;
}

interface Shown extends LivingList {
    readonly userId: string;
    readonly post: ToldPost;
    readonly shownAt: number;
    /** What the person sees of it. */
    looks: string;
    /** In a row. */
    failures: number;
    /** It is not tried before then. Milliseconds of the monotonic clock. */
    notBefore: number;
}

interface Deps {
    /** Absent: what one person was shown cannot be replaced. */
    readonly whispers?: Pick<WhispersPort, 'replace'>;
    /** May other nodes change what is stored? Absent: there are none. */
    readonly hasOtherNodes?: () => boolean;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly inBackground: (work: () => Promise<void>) => void;
}

const MOST_LISTS = 200;
const KEPT_MS = 3 * 3_600_000;
/** From one update of a list to the next, at least. What arrives meanwhile is shown together. */
const PAUSE_MS = 1000;
/** From one attempt that failed to the next: `PAUSE_MS`, then twice as long each time, up to this. */
const LONGEST_PAUSE_MS = 60_000;
/** Alerts and presses come first. */
const LISTS_AT_ONCE = 4;
/** From one look at what other nodes have stored to the next, at least. */
const SHARED_PAUSE_MS = 5000;
/** That pause is so many times as long as the last look took, if that is more; but `Turns` waits 20 s at most. */
const SHARED_SHARE = 10;
/** Changes that may have been missed while a list was being made. */
const MOST_RECENT = 2000;

/**
 * Keeps the newest list of each person in each channel true, for a few hours: when a problem that it shows changes here, it is
 * rendered again and put in its place. In memory alone: a list is forgotten with the process, and then stays as it is.
 */
export class LivingLists {
    /** By person and channel, the oldest first. */
    private readonly lists = new Map<string, Shown>();
    private readonly changed = new Set<Shown>();
    /** When alerts changed, the oldest first. */
    private readonly recent = new Map<string, number>();
    /** Why lists could not be brought up to date, each told once, until all of them are again. */
    private readonly told = new Set<AppError['code']>();
    private isWorking = false;
    private endedAt = Number.NEGATIVE_INFINITY;
    private tookMs = 0;
    private readonly turns: Turns;

    constructor(private readonly deps: Deps) {
        this.turns = new Turns({inBackground: deps.inBackground, turn: async () => this.compare()});
    }

    /** The same store, whose changes are looked at. */
    noting(store: AlertStore): AlertStore {
        return this.deps.whispers ? announcing(store, (_before, after) => this.note(after)) : store;
    }

    /** A person has been shown this. @param post where; undefined: it cannot be replaced */
    shown(userId: string, post: ToldPost | undefined, {list, text, attachments}: ListAnswer): void {
        if (!list || !post || !this.deps.whispers) {
            return;
        }
        const shown = {
            ...list,
            userId,
            post,
            shownAt: this.deps.clock.monotonic(),
            looks: looksOf({text, attachments}),
            failures: 0,
            notBefore: Number.NEGATIVE_INFINITY,
        };
        this.lists.delete(placeOf(shown));
        this.lists.set(placeOf(shown), shown);
        this.forgetOld();
        if (this.isShared()) {
            this.turns.later();
        }
        if ([...list.keys].some((key) => (this.recent.get(key) ?? Number.NEGATIVE_INFINITY) >= list.since)) {
            this.changed.add(shown);
            this.work();
        }
    }

    watch(): void {
        if (this.isShared()) {
            this.turns.watch();
        }
    }

    rest(): void {
        this.turns.rest();
        this.lists.clear();
        this.changed.clear();
    }

    /** What other nodes have stored, nobody tells us. @returns milliseconds until the next time; undefined: there is no list */
    private compare(): number | undefined {
        for (const list of this.lists.values()) {
            this.changed.add(list);
        }
        this.work();
        return this.lists.size === 0 ? undefined : Math.max(SHARED_PAUSE_MS, this.tookMs * SHARED_SHARE);
    }

    private isShared(): boolean {
        return this.deps.whispers !== undefined && this.deps.hasOtherNodes?.() === true;
    }

    private note({key}: AlertRecord): void {
        this.recent.delete(key);
        this.recent.set(key, this.deps.clock.monotonic());
        for (const [oldest] of this.recent) {
            if (this.recent.size <= MOST_RECENT) {
                break;
            }
            this.recent.delete(oldest);
        }
        for (const list of this.lists.values()) {
            if (list.keys.has(key)) {
                this.changed.add(list);
            }
        }
        this.work();
    }

    private work(): void {
        if (!this.isWorking && this.changed.size > 0) {
            this.isWorking = true;
            this.deps.inBackground(() => this.renewAll());
        }
    }

    private async renewAll(): Promise<void> {
        const {clock} = this.deps;
        try {
            while (this.changed.size > 0) {
                await clock.sleep(Math.max(0, this.endedAt + PAUSE_MS - clock.monotonic()));
                this.forgetOld();
                const begun = clock.monotonic();
                const due = this.takeDue(begun);
                await pMap(due, (list) => this.renew(list), {concurrency: LISTS_AT_ONCE});
                this.endedAt = clock.monotonic();
                this.tookMs = due.length === 0 ? this.tookMs : this.endedAt - begun;
            }
        } finally {
            this.isWorking = false;
        }
    }

    /** Those that failed lately go on waiting. */
    private takeDue(now: number): readonly Shown[] {
        const due = [...this.changed].filter(({notBefore}) => notBefore <= now);
        for (const list of due) {
            this.changed.delete(list);
        }
        return due.filter((list) => this.isKept(list));
    }

    private async renew(list: Shown): Promise<void> {
        try {
            const {text, attachments} = await list.again();
            const looks = looksOf({text, attachments});
            if (looks !== list.looks && this.isKept(list)) {
                const content = {message: text, type: '', props: {attachments}};
                await this.deps.whispers?.replace(list.userId, list.post, content);
                list.looks = looks;
            }
            this.succeeded(list);
        } catch (cause) {
            this.failed(list, asAppError(cause));
        }
    }

    /** What is away will be back, but who may see nothing any more is shown nothing. */
    private failed(list: Shown, error: AppError): void {
        if (!this.isKept(list)) {
            return;
        }
        const {clock, logger} = this.deps;
        if (error.code === 'forbidden') {
            logger.info('A list is not kept true any more', {user: list.userId, error});
            this.lists.delete(placeOf(list));
            return;
        }
        if (!this.isAnyFailing()) {
            this.told.clear();
        }
        if (!this.told.has(error.code)) {
            this.told.add(error.code);
            logger.warn('A list could not be brought up to date', {user: list.userId, error});
        }
        list.notBefore = clock.monotonic() + Math.min(PAUSE_MS * 2 ** list.failures, LONGEST_PAUSE_MS);
        list.failures += 1;
        this.changed.add(list);
    }

    private succeeded(list: Shown): void {
        list.failures = 0;
        if (this.told.size > 0 && !this.isAnyFailing()) {
            this.told.clear();
            this.deps.logger.info('Lists are up to date again');
        }
    }

    private isAnyFailing(): boolean {
        return [...this.lists.values()].some(({failures}) => failures > 0);
    }

    private isKept(list: Shown): boolean {
        return this.lists.get(placeOf(list)) === list;
    }

    private forgetOld(): void {
        const oldest = this.deps.clock.monotonic() - KEPT_MS;
        for (const [place, {shownAt}] of this.lists) {
            if (this.lists.size <= MOST_LISTS && shownAt > oldest) {
                return;
            }
            this.lists.delete(place);
        }
    }
}

const placeOf = ({userId, post}: Pick<Shown, 'userId' | 'post'>): string => `${userId} ${post.channelId}`;

/** Without what its buttons carry, which is signed anew each time. */
const looksOf = ({text, attachments}: ListText): string =>
    JSON.stringify([text, attachments], (key, value: unknown) => (key === 'integration' ? undefined : value));

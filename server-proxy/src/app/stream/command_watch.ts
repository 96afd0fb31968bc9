import {LRUCache} from 'lru-cache';
import {type Alert, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import type {CoreEvent} from '../../domain/alert/core_event';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import type {WatchState} from '../../domain/watch_state';
import type {Background} from '../background';
import type {WatchStore} from '../health/watch_store';
import type {Clock, Logger} from '../telemetry';

interface Deps {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly background: Background;
    readonly watchStore: WatchStore;
    /** UUIDs of our commands. */
    readonly ownCommands: () => Promise<readonly string[]>;
    /** This node holds the stream, so it hears of every command. */
    readonly isHolder: () => boolean;
    /** What is stored about lost notifications has changed. */
    readonly onChange: () => Promise<void>;
}

/** What the core has run for an object. */
interface Ran {
    readonly alert: Alert;
    readonly atMs: number;
    readonly atSeconds: number;
    readonly commands: Set<string>;
}

interface Came {
    /** Of the core, in Unix seconds. */
    readonly time: number | undefined;
    readonly atMs: number;
}

/** The command itself repeats for 20 s what was not accepted. */
const PATIENCE_MS = 30_000;
const PATIENCE_SECONDS = PATIENCE_MS / 1000;
/** Nodes of a cluster write at most so often that something came. */
const WRITE_SECONDS = 5;
const KEPT = 2000;
/** A command that is not known as ours may be created or renamed. */
const ASK_AGAIN_MS = 600_000;

/**
 * Compares what the core says it ran, our notification commands, with what arrives. Nothing of it within 30 s: something
 * between the two is broken. Remembered in the shared store until anything arrives again, on any node.
 */
export class CommandWatch {
    private readonly open = new Map<string, Ran>();
    private readonly came = new LRUCache<string, Came>(atMost(KEPT));
    private readonly foreign = new LRUCache<string, number>(atMost(KEPT));
    private own: ReadonlySet<string> = new Set();
    private timer: NodeJS.Timeout | undefined;
    private wroteAt = Number.NEGATIVE_INFINITY;
    /** Another process may have left it. */
    private mayBeLost = true;
    private wasHolder = false;

    constructor(private readonly deps: Deps) {}

    /** Commands of which nothing has come yet. */
    get waiting(): number {
        return this.open.size;
    }

    /** The core ran a command of a contact, whosever it is. */
    ran({alert, command}: Extract<CoreEvent, {kind: 'contact notified'}>): void {
        const name = nameOf(alert);
        const uuid = command.toLowerCase();
        const {clock} = this.deps;
        const isUnderWay = this.open.get(name);
        if (isUnderWay) {
            isUnderWay.commands.add(uuid);
            return;
        }
        if (this.isForeign(uuid) || this.hasCome(name, alert) || this.open.size >= KEPT) {
            return;
        }
        const [atMs, atSeconds] = [clock.monotonic(), this.now()];
        this.open.set(name, {alert, atMs, atSeconds, commands: new Set([uuid])});
        this.judgeLater(PATIENCE_MS);
    }

    /** A notification of one of our commands came. @throws AppError of the store */
    async arrived(alert: Alert): Promise<void> {
        const name = nameOf(alert);
        this.came.set(name, {time: alert.time, atMs: this.deps.clock.monotonic()});
        this.open.delete(name);
        const at = this.now();
        const isHolder = this.deps.isHolder();
        // Whoever held the stream before may have left it.
        this.mayBeLost ||= isHolder && !this.wasHolder;
        this.wasHolder = isHolder;
        const isNews = !isHolder && at - this.wroteAt >= WRITE_SECONDS;
        if (isNews || this.mayBeLost) {
            this.wroteAt = at;
            await this.tell(isNews ? {commandAt: at} : {});
        }
    }

    /** Gives up on what has had its time. @throws AppError of the store */
    async judge(): Promise<void> {
        const now = this.deps.clock.monotonic();
        const due = [...this.open.values()].filter(({atMs}) => now - atMs >= PATIENCE_MS);
        try {
            await this.learn(due);
            const judged = due.filter((one) => this.isJudged(one));
            const lost = judged.filter((one) => this.isOurs(one) && this.open.get(nameOf(one.alert)) === one);
            if (lost.length > 0) {
                await this.remember(lost);
            }
            for (const {alert} of judged) {
                this.open.delete(nameOf(alert));
            }
        } finally {
            const [next] = this.open.values();
            if (next) {
                const patience = next.atMs + PATIENCE_MS - now;
                this.judgeLater(patience > 0 ? patience : PATIENCE_MS);
            }
        }
    }

    rest(): void {
        clearTimeout(this.timer);
        this.timer = undefined;
        this.open.clear();
    }

    private async tell(news: Pick<WatchState, 'commandAt'>): Promise<void> {
        this.mayBeLost = false;
        let wasLost = false;
        try {
            await this.deps.watchStore.update((state) => {
                const {commandLost, ...kept} = state;
                wasLost = commandLost !== undefined;
                return {...kept, ...news};
            });
        } catch (error) {
            this.mayBeLost = true;
            throw error;
        }
        if (wasLost) {
            this.deps.logger.info('Notifications of our commands arrive again');
            await this.deps.onChange();
        }
    }

    private judgeLater(delayMs: number): void {
        this.timer ??= setTimeout(() => {
            this.timer = undefined;
            this.deps.background.start('Looking what came of our commands', () => this.judge());
        }, delayMs).unref();
    }

    private async remember(lost: readonly Ran[]): Promise<void> {
        const since = Math.min(...lost.map(({atSeconds}) => atSeconds));
        let isLost = false;
        let isNew = false;
        await this.deps.watchStore.update((state) => {
            const missing = lost.filter(({atSeconds}) => !cameElsewhere(state, atSeconds));
            isLost = missing.length > 0;
            isNew = isLost && state.commandLost === undefined;
            return isNew ? {...state, commandLost: {since, at: this.now()}} : state;
        });
        this.mayBeLost ||= isLost;
        if (isNew) {
            const alerts = lost.map(({alert}) => nameOf(alert)).slice(0, 10);
            this.deps.logger.warn('openITCOCKPIT ran our command, nothing came', {alerts});
            await this.deps.onChange();
        }
    }

    /** Whose they are, as far as openITCOCKPIT says. */
    private async learn(ran: readonly Ran[]): Promise<void> {
        const now = this.deps.clock.monotonic();
        const unknown = ran
            .flatMap(({commands}) => [...commands])
            .filter((uuid) => !this.own.has(uuid) && !this.isForeign(uuid));
        if (unknown.length === 0) {
            return;
        }
        try {
            const own = await this.deps.ownCommands();
            this.own = new Set(own.map((uuid) => uuid.toLowerCase()));
        } catch (error) {
            this.deps.logger.info('Which commands are ours cannot be told', {error: asAppError(error)});
            return;
        }
        for (const uuid of unknown.filter((one) => !this.own.has(one))) {
            this.foreign.set(uuid, now);
        }
    }

    /** Or it has waited long enough for openITCOCKPIT to say whose it is. */
    private isJudged(ran: Ran): boolean {
        return (
            this.isOurs(ran) ||
            [...ran.commands].every((uuid) => this.isForeign(uuid)) ||
            this.deps.clock.monotonic() - ran.atMs >= ASK_AGAIN_MS
        );
    }

    private isOurs({commands}: Ran): boolean {
        return [...commands].some((uuid) => this.own.has(uuid));
    }

    private isForeign(uuid: string): boolean {
        const since = this.foreign.get(uuid);
        return since !== undefined && this.deps.clock.monotonic() - since < ASK_AGAIN_MS;
    }

    /** By the core's own times where both have one, so that it does not matter how long either was under way. */
    private hasCome(name: string, {time}: Alert): boolean {
        const came = this.came.get(name);
        if (!came) {
            return false;
        }
        return time !== undefined && came.time !== undefined
            ? Math.abs(time - came.time) <= PATIENCE_SECONDS
            : this.deps.clock.monotonic() - came.atMs <= PATIENCE_MS;
    }

    private now(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

/** The clocks of nodes may differ a little. */
const cameElsewhere = ({commandAt}: WatchState, ranAt: number): boolean =>
    commandAt !== undefined && commandAt >= ranAt - WRITE_SECONDS;

const nameOf = ({target, notificationType}: Alert): string => `${alertKey(targetIds(target))} ${notificationType}`;

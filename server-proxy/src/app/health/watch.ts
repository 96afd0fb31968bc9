import {type AppError, asAppError, type ErrorCode} from '../../domain/errors';
import {type Language, textsOf} from '../../domain/texts';

import {type AlarmKind, type Notified, notAhead, type WatchState} from '../../domain/watch_state';
import type {StreamReport} from '../stream/event_stream';
import {type AlarmDeps, type Condition, settleAlarm, timeOf} from './alarm_posts';
import {withFaults} from './outages';
import {aged, NO_BACKLOG, type Signs, signAt} from './signs';
import {
    commandCondition,
    comparisonFails,
    postsCondition,
    readingCondition,
    recordsCondition,
    type SilenceSources,
    streamCondition,
} from './silence';

export interface WatchDeps extends AlarmDeps, SilenceSources {
    /** How many minutes may pass without a heartbeat; 0: none is expected. */
    readonly heartbeatMinutes: number;
    /** How the event stream is, on the node that holds it. */
    readonly streamed?: (() => StreamReport | undefined) | undefined;
    /** An event stream is set, on whichever node: it says which commands ran. */
    readonly hasStream?: boolean;
}

/** What the health page shows of it. Ages in seconds. */
export interface WatchReport {
    readonly problems: readonly string[];
    readonly heartbeat?: {readonly at: number; readonly age_seconds: number};
    readonly notified?: Notified & {readonly age_seconds: number};
}

/** One blip is no outage. */
const FAILED_CHECKS = 2;

/** A channel need not be warned of an openITCOCKPIT that was never configured. */
const NO_OUTAGE: ReadonlySet<ErrorCode> = new Set(['openitcockpit_not_configured', 'misconfigured']);

/**
 * Watches for signs of life: whether openITCOCKPIT can be reached, and whether its heartbeats arrive. One post in the alarm
 * channel announces a fault, and its end. All nodes share what they received; only one of them posts.
 */
export class Watch {
    private state: WatchState = {};
    /** Newer than what is stored, so that a storm of alerts does not write it each time. */
    private newest: Notified | undefined;
    /** Newer than what is stored. */
    private newestReadAt: number | undefined;
    private failedChecks = 0;
    private failingSince = 0;
    private silentChecks = 0;
    private readonly notPosted = new Map<AlarmKind, AppError>();
    private startedAt: number;

    constructor(private readonly deps: WatchDeps) {
        this.startedAt = this.now();
    }

    /** For a start: what was heard before it. Never rejects. */
    async recall(): Promise<void> {
        try {
            this.state = await this.deps.watchStore.read();
        } catch (error) {
            this.deps.logger.warn('What was heard last could not be read', {error: asAppError(error)});
        }
    }

    /** A notification came; it is stored at the next check. */
    notified(via: Notified['via']): void {
        this.newest = {at: this.now(), via};
    }

    /** openITCOCKPIT was read; it is stored at the next check. */
    read(): void {
        this.newestReadAt = this.now();
    }

    /** @returns within how many minutes the next one is expected; 0: none is. @throws when it could not be stored */
    async heartbeat(): Promise<{readonly expectedMinutes: number}> {
        const at = this.now();
        this.state = await this.deps.watchStore.update((state) => ({...state, heartbeatAt: at}));
        return {expectedMinutes: this.deps.heartbeatMinutes};
    }

    /**
     * Part of every health check: stores what was received, and posts faults and their ends. Never rejects.
     * @param failure why openITCOCKPIT could not be reached this time
     */
    async check(failure: AppError | undefined): Promise<void> {
        this.count(failure);
        this.setClockBack();
        // With nothing to compare, that it answers is all there is to read.
        if (!failure && !comparisonFails(this.deps, this.state)) {
            this.read();
        }
        try {
            this.state = await this.deps.watchStore.update((state) => this.heard(state));
            this.silentChecks = this.isSilent() ? this.silentChecks + 1 : 0;
            await this.noteFaults(failure);
            if (this.deps.alarmChannel === '' && Object.keys(this.state.alarms ?? {}).length === 0) {
                return;
            }
            await this.deps.store.unlessBusy('watch', async () => {
                // Another node may have posted since.
                this.state = await this.deps.watchStore.read();
                for (const [kind, condition] of this.conditions(failure)) {
                    await this.settle(kind, condition);
                }
            });
        } catch (error) {
            this.deps.logger.warn('Heartbeats and notifications could not be checked', {error: asAppError(error)});
        }
    }

    private conditions(failure: AppError | undefined): readonly (readonly [AlarmKind, Condition])[] {
        return [
            ['openitcockpit', this.reachability(failure)],
            ['heartbeat', this.heartbeats()],
            ...this.silences(this.deps.language),
        ];
    }

    /** For hand-overs, whether or not there is a channel to warn. */
    private async noteFaults(failure: AppError | undefined): Promise<void> {
        const found = this.conditions(failure);
        const here = {node: this.deps.node, now: this.now()};
        if (withFaults(this.state, found, here) !== this.state) {
            this.state = await this.deps.watchStore.update((state) => withFaults(state, found, here));
        }
    }

    report(language: Language): WatchReport {
        const {heartbeatAt} = this.state;
        const notified = later(this.newest, this.state.notified);
        const now = this.now();
        return {
            problems: [
                ...(this.isSilent() ? [this.silence(language)] : []),
                ...this.silences(language).flatMap(([, found]) => (found.is === 'wrong' ? [found.why] : [])),
                ...[...this.notPosted.values()].map((error) => this.whyNotPosted(error, language)),
            ],
            ...(heartbeatAt === undefined ? {} : {heartbeat: {at: heartbeatAt, age_seconds: age(heartbeatAt, now)}}),
            ...(notified ? {notified: {...notified, age_seconds: age(notified.at, now)}} : {}),
        };
    }

    /** When everything was last heard of, and what should be nothing. */
    signs(): Signs {
        const now = this.now();
        const {postsBehind, unreadable} = this.deps;
        return {
            heard: {
                notification: signAt(later(this.newest, this.state.notified)?.at, now),
                event: signAt(newer(this.deps.streamed?.()?.eventAt, this.state.eventAt), now),
                reading: signAt(newer(this.newestReadAt, this.state.readAt), now),
            },
            posts_behind: aged(postsBehind?.() ?? NO_BACKLOG, now),
            unreadable_records: aged(unreadable?.() ?? NO_BACKLOG, now),
        };
    }

    /** What goes wrong without anybody failing. While openITCOCKPIT is out of reach, that alone is said. */
    private silences(language: Language): readonly (readonly [AlarmKind, Condition])[] {
        const texts = textsOf(language).watch;
        const readAt = newer(this.newestReadAt, this.state.readAt);
        const state = readAt === undefined ? this.state : {...this.state, readAt};
        const now = {now: this.now(), startedAt: this.startedAt, state};
        return [
            ['reading', this.failedChecks > 0 ? {is: 'undecided'} : readingCondition(this.deps, now, texts)],
            ['posts', postsCondition(this.deps, now, texts)],
            ['records', recordsCondition(this.deps, now, texts)],
            ['stream', streamCondition(this.deps.streamed?.(), now, {watch: texts, language})],
            ['command', this.deps.hasStream ? commandCondition(this.state, texts) : {is: 'good'}],
        ];
    }

    /** Names ALARM_CHANNEL, because the usual sentence about a missing channel names another setting. */
    private whyNotPosted(error: AppError, language: Language): string {
        const texts = textsOf(language).watch;
        return error.code === 'mattermost_channel_unknown'
            ? texts.noSuchChannel(this.deps.alarmChannel)
            : texts.notPosted(error.sentence(language));
    }

    /** An alarm that cannot be posted shows on the health page, and is posted as soon as possible. */
    private async settle(kind: AlarmKind, condition: Condition): Promise<void> {
        try {
            this.state = await settleAlarm(this.deps, this.state, kind, condition);
            this.notPosted.delete(kind);
        } catch (error) {
            const known = asAppError(error);
            this.notPosted.set(kind, known);
            this.deps.logger.warn('An alarm could not be posted', {alarm: kind, error: known});
        }
    }

    private count(failure: AppError | undefined): void {
        if (!failure) {
            this.failedChecks = 0;
            return;
        }
        this.failingSince = this.failedChecks === 0 ? this.now() : notAhead(this.failingSince, this.now());
        this.failedChecks += 1;
    }

    private reachability(failure: AppError | undefined): Condition {
        if (!failure) {
            return {is: 'good'};
        }
        return this.failedChecks < FAILED_CHECKS || NO_OUTAGE.has(failure.code)
            ? {is: 'undecided'}
            : {is: 'wrong', since: this.failingSince, why: failure.sentence(this.deps.language)};
    }

    /** Silence counts once two checks in a row meet it: after a jump of the clock, a heartbeat arrives between them. */
    private heartbeats(): Condition {
        if (this.deps.heartbeatMinutes === 0) {
            return {is: 'off'};
        }
        if (this.silentChecks >= FAILED_CHECKS) {
            const {language} = this.deps;
            const {heartbeatAt, notified} = this.state;
            const last = notified ? ` ${textsOf(language).watch.lastNotification(timeOf(this.deps, notified.at))}` : '';
            return {is: 'wrong', since: heartbeatAt ?? this.startedAt, why: `${this.silence(language)}${last}`};
        }
        return {is: this.isFresh(this.state.heartbeatAt) ? 'good' : 'undecided'};
    }

    private silence(language: Language): string {
        const texts = textsOf(language).watch;
        const {heartbeatMinutes} = this.deps;
        return this.state.heartbeatAt === undefined
            ? texts.neverHeard(heartbeatMinutes)
            : texts.silent(heartbeatMinutes);
    }

    /** While we did not run, no heartbeat could come. */
    private isSilent(): boolean {
        const {heartbeatAt = 0, alarms} = this.state;
        return (
            this.deps.heartbeatMinutes > 0 &&
            !this.isFresh(heartbeatAt) &&
            (alarms?.heartbeat !== undefined || !this.isFresh(this.startedAt))
        );
    }

    private isFresh(at: number | undefined): boolean {
        return at !== undefined && this.now() - at <= this.deps.heartbeatMinutes * 60;
    }

    /** What was heard "later than now" would look young until the clock has caught up. */
    private setClockBack(): void {
        const now = this.now();
        this.newest = this.newest && {...this.newest, at: notAhead(this.newest.at, now)};
        this.newestReadAt = this.newestReadAt === undefined ? undefined : notAhead(this.newestReadAt, now);
    }

    private heard(state: WatchState): WatchState {
        const now = this.now();
        this.startedAt = notAhead(this.startedAt, now);
        const notified = later(this.newest, state.notified);
        const readAt = newer(this.newestReadAt, state.readAt);
        const eventAt = newer(this.deps.streamed?.()?.eventAt, state.eventAt);
        return {
            ...state,
            ...(eventAt === undefined ? {} : {eventAt: notAhead(eventAt, now)}),
            ...(readAt === undefined ? {} : {readAt: notAhead(readAt, now)}),
            ...(state.heartbeatAt === undefined ? {} : {heartbeatAt: notAhead(state.heartbeatAt, now)}),
            ...(notified ? {notified: {...notified, at: notAhead(notified.at, now)}} : {}),
        };
    }

    private now(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

const later = (one: Notified | undefined, other: Notified | undefined): Notified | undefined =>
    !one || (other && other.at > one.at) ? other : one;

const newer = (one: number | undefined, other: number | undefined): number | undefined =>
    one === undefined || (other !== undefined && other > one) ? other : one;

const age = (at: number, now: number): number => Math.max(0, now - at);

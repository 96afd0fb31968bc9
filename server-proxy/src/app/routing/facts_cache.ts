import {LRUCache} from 'lru-cache';
import type {TargetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {atMost} from '../../domain/at_most';
import {type AppError, asAppError} from '../../domain/errors';
import type {ObjectFacts} from '../../domain/subscription/subscription';
import {type Said, says} from '../../domain/texts';
import type {Background} from '../background';
import type {Findings} from '../health/findings';
import {Soon} from '../soon';
import type {Clock, Logger} from '../telemetry';
import {type FactsBook, FactsCollector} from './facts_book';
import type {FactsPart, FactsPort, Turn} from './facts_port';

const EVERY_MS = 600_000;
/** After a failure. */
const AGAIN_MS = 60_000;
/** The nodes of a cluster must not ask all at once. */
const JITTER = 0.2;
/** New objects come in numbers, with an export; deleted ones must not cause a storm of readings. */
const PACE_OF_UNKNOWN = {delayMs: 5000, restMs: 120_000};
const UNKNOWN_KEPT = 20_000;
/** Older facts are worth a word to administrators. */
const OLD_MS = 3_600_000;
const TOPIC = 'object facts';

export interface FactsDependencies {
    readonly monitoring: FactsPort;
    /** Shared with whatever else asks openITCOCKPIT unbidden. */
    readonly turn: Turn;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly background: Background;
    readonly findings: Findings;
    /** From 0 to 1. */
    readonly random: () => number;
}

export interface FactsReport {
    /** When the facts in use were read, in Unix seconds. */
    readonly at: number;
    readonly seconds: number;
    readonly hosts: number;
    readonly services: number;
    readonly missing: readonly FactsPart[];
    /** Why they are no younger, for people. */
    readonly error?: string;
}

interface Names {
    readonly hostName: string;
    readonly serviceName?: string;
}

/**
 * Facts of all objects: read when they are first needed, again every ten minutes, and soon after an object appeared that is
 * not among them. A reading that fails leaves the old facts as they are.
 */
export class FactsCache {
    private book: FactsBook | undefined;
    private readAt: {readonly wall: number; readonly monotonic: number; readonly seconds: number} | undefined;
    private failed: AppError | undefined;
    private working: Promise<void> | undefined;
    private timer: NodeJS.Timeout | undefined;
    private isKept = false;
    /** Objects that no reading has shown; true once one that began later has not either. */
    private readonly unknown = new LRUCache<string, boolean>(atMost(UNKNOWN_KEPT));
    private readonly asking: Soon;
    private readonly listeners = new Set<() => void>();

    constructor(private readonly dependencies: FactsDependencies) {
        this.asking = new Soon(() => this.refresh(), PACE_OF_UNKNOWN, dependencies.clock);
    }

    /** From now on facts are needed: they are read, and kept fresh until `rest`. */
    keep(): void {
        if (!this.isKept) {
            this.isKept = true;
            this.inBackground();
        }
    }

    rest(): void {
        this.isKept = false;
        clearTimeout(this.timer);
        this.asking.rest();
    }

    /** What is known of an object. @param names as its alert says, which may be younger */
    of(target: TargetIds, {hostName, serviceName}: Names): ObjectFacts {
        const names = {hostName, ...(serviceName === undefined ? {} : {serviceName})};
        const known = this.book?.of(target);
        if (known) {
            return {...known, ...names};
        }
        const isSettled = this.meet(target);
        const host = target.serviceUuid === undefined ? undefined : this.book?.of({hostUuid: target.hostUuid});
        if (!host) {
            return names;
        }
        const {tags, priority, serviceGroups, ...shared} = host;
        return {...shared, ...names, ...(isSettled ? {tags, priority, serviceGroups} : {})};
    }

    /** May a later reading tell what `of` does not know? If not, the object is none that the API key can see. */
    mayLearn(target: TargetIds): boolean {
        return !this.book?.of(target) && this.unknown.peek(alertKey(target)) !== true;
    }

    /** The facts, read now if there are none yet. @throws AppError `openitcockpit_*` */
    async whole(): Promise<FactsBook> {
        if (!this.book) {
            await this.refresh();
        }
        if (!this.book) {
            throw this.failed ?? asAppError(new Error('no facts'));
        }
        return this.book;
    }

    /** Reads them now, or waits for the reading under way. Never rejects. */
    refresh(): Promise<void> {
        this.working ??= this.read().finally(() => {
            this.working = undefined;
            this.schedule();
        });
        return this.working;
    }

    /** Calls `listener` after every reading. @returns unsubscribe */
    onFresh(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    /** Undefined: not read yet. */
    report(): FactsReport | undefined {
        const {book, readAt} = this;
        return (
            book &&
            readAt && {
                at: Math.floor(readAt.wall / 1000),
                seconds: readAt.seconds,
                ...book.counts,
                missing: [...book.missing.keys()],
                ...(this.failed && {error: this.failed.message}),
            }
        );
    }

    private inBackground(): void {
        this.dependencies.background.start('Reading object facts', () => this.refresh());
    }

    private schedule(): void {
        if (this.isKept) {
            const {random} = this.dependencies;
            const pause = (this.failed ? AGAIN_MS : EVERY_MS) * (1 - JITTER / 2 + JITTER * random());
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.inBackground(), pause);
            this.timer.unref();
        }
    }

    /** @returns whether a reading since it was first met has not shown it */
    private meet(target: TargetIds): boolean {
        const key = alertKey(target);
        const isSettled = this.unknown.get(key);
        if (isSettled === undefined) {
            this.unknown.set(key, false);
            if (this.isKept) {
                this.asking.ask();
            }
        }
        return isSettled ?? false;
    }

    private async read(): Promise<void> {
        const {monitoring, turn, clock} = this.dependencies;
        const started = clock.monotonic();
        const met = [...this.unknown.keys()];
        const collector = new FactsCollector();
        try {
            await monitoring.readFacts(turn, collector);
        } catch (error) {
            this.fail(asAppError(error));
            return;
        }
        const ended = clock.monotonic();
        this.book = collector.book();
        this.readAt = {wall: clock.now(), monotonic: ended, seconds: (ended - started) / 1000};
        this.failed = undefined;
        this.settle(met);
        this.tell(this.book.missing);
        for (const listener of this.listeners) {
            listener();
        }
    }

    /** Those that are shown now are no longer unknown. */
    private settle(met: readonly string[]): void {
        for (const key of met) {
            this.unknown.set(key, true);
        }
    }

    private fail(error: AppError): void {
        const {clock, findings, logger} = this.dependencies;
        this.failed = error;
        const age = this.readAt && clock.monotonic() - this.readAt.monotonic;
        if (age !== undefined && age < OLD_MS) {
            logger.info('The facts of hosts and services could not be read again', {error});
            return;
        }
        const minutes = age === undefined ? undefined : Math.round(age / 60_000);
        const said = says(({facts}, language) => facts.notRead(error.sentence(language), minutes));
        if (!findings.renew(TOPIC, said)) {
            findings.problem(TOPIC, said, {error});
        }
    }

    private tell(missing: ReadonlyMap<FactsPart, Said>): void {
        const {findings} = this.dependencies;
        findings.settle(TOPIC);
        for (const [part, why] of missing) {
            const topic = `${TOPIC}: ${part}`;
            const said = says(({facts}, language) => facts.partMissing(facts.parts[part], why(language)));
            if (!findings.renew(topic, said)) {
                findings.note(topic, said, {part});
            }
        }
        for (const part of PARTS.filter((one) => !missing.has(one))) {
            findings.settle(`${TOPIC}: ${part}`);
        }
    }
}

const PARTS: readonly FactsPart[] = ['hostGroups', 'serviceGroups', 'containers', 'inheritedTags'];

import {LRUCache} from 'lru-cache';
import {isProblemState, type State} from '#contract';
import {type Alert, type TargetIds, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import type {AlertPost} from '../../domain/alert/record';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import {type Decision, Router} from '../../domain/subscription/router';
import type {Subscription} from '../../domain/subscription/subscription';
import {isSame, NO_SUBSCRIPTIONS, type Subscriptions} from '../../domain/subscription/subscriptions';
import type {ChatPort} from '../posts/chat_port';
import type {Clock, Logger} from '../telemetry';
import type {FactsCache} from './facts_cache';
import type {SubscriptionStore} from './subscription_store';

/** What the default channel takes: what nobody else wants, everything, or nothing of its own. */
export type DefaultTakes = 'rest' | 'everything' | 'nothing';

/** A channel in which an alert is to have a post. */
export interface Route {
    /** Its id, or `team/channel`. */
    readonly channel: string;
    /** Those that want it there. */
    readonly subscriptions: readonly Subscription[];
}

/** An object as far as it matters who wants its problems. */
export interface RoutedObject {
    readonly target: TargetIds;
    readonly hostName: string;
    readonly serviceName?: string | undefined;
    /** No problem, or undefined: whatever states are wanted. */
    readonly state?: State | undefined;
}

interface Placed {
    readonly alert: Alert;
    /** Where it has posts, made or to be made. */
    readonly posts: readonly Pick<AlertPost, 'channelId' | 'insteadOf'>[];
}

/** Where an alert goes, and why. */
export interface Routed {
    /** Its own channel comes first. */
    readonly routes: readonly Route[];
    readonly decisions: readonly Decision[];
}

export interface RoutingDeps {
    /** Absent: nobody can subscribe. */
    readonly subscriptions?: SubscriptionStore | undefined;
    readonly facts?: Pick<FactsCache, 'keep' | 'of' | 'mayLearn' | 'refresh' | 'report'> | undefined;
    readonly chat: Pick<ChatPort, 'channelId'>;
    readonly clock: Clock;
    readonly logger: Logger;
    /** Sees where each new alert goes. */
    readonly decided?: (alert: Alert, routed: Routed) => void;
}

/** Another node's change is seen after so long. */
const KEPT_MS = 5000;
const UNDECIDED_KEPT = 10_000;
/** A problem is better told late than in the wrong channel, but not much later. */
const PATIENCE_MS = 4000;

interface Kept {
    readonly state: Subscriptions;
    readonly router: Router;
}

/** Decides which channels an alert goes to: what its notification command asks for, subscriptions, and the default channel. */
export class Routing {
    private kept: Promise<Kept> | undefined;
    private until = 0;
    private readonly undecided = new LRUCache<string, true>(atMost(UNDECIDED_KEPT));

    constructor(
        private readonly settings: {readonly defaultChannel: string; readonly defaultTakes: DefaultTakes},
        private readonly deps: RoutingDeps,
    ) {}

    /**
     * Where a new alert goes; nowhere, if nobody wants it.
     * @throws AppError when the subscriptions cannot be read
     */
    async ofNew(alert: Alert): Promise<Routed> {
        const {routes, decisions} = await this.wanting(alert, PATIENCE_MS);
        const all = this.withDefault(routes);
        this.deps.decided?.(alert, {routes: all, decisions});
        return {routes: all.length > 1 ? await this.distinct(all) : all, decisions};
    }

    /**
     * The channels to which a problem of an object would come, by their ids or as `team/channel`.
     * @throws AppError when the subscriptions cannot be read
     */
    async audienceOf(object: RoutedObject, patienceMs: number): Promise<readonly string[]> {
        const routes = routesOf(await this.judge(object, patienceMs));
        return this.withDefault(routes).map(({channel}) => channel);
    }

    /** Further channels that want an alert by now. */
    async furtherOf({alert, posts}: Placed): Promise<readonly Route[]> {
        const {routes} = await this.wanting(alert, 0);
        const further: Route[] = [];
        for (const route of routes) {
            const id = await this.idOf(route.channel);
            const isIn = (post: Placed['posts'][number]) => post.channelId === id || post.insteadOf === route.channel;
            if (!posts.some(isIn) && !further.some(({channel}) => channel === id)) {
                further.push({...route, channel: id});
            }
        }
        return further;
    }

    /** Has somebody subscribed? */
    async isUsed(): Promise<boolean> {
        return (await this.current()).state.subscriptions.length > 0;
    }

    /** All subscriptions. @throws AppError when they cannot be read */
    async all(): Promise<Subscriptions> {
        return (await this.current()).state;
    }

    /** They are read anew when they are next needed. */
    forget(): void {
        this.kept = undefined;
    }

    /**
     * What each subscription says of an alert.
     * @param patienceMs to wait for the first reading of facts
     */
    decide(alert: Alert, patienceMs: number): Promise<readonly Decision[]> {
        const {host, service} = alert.target;
        const names = {hostName: host.name, ...(service ? {serviceName: service.name} : {})};
        return this.judge({...names, target: targetIds(alert.target), state: alert.state}, patienceMs);
    }

    private async judge(object: RoutedObject, patienceMs: number): Promise<readonly Decision[]> {
        const {router, state: subscribed} = await this.current();
        if (subscribed.subscriptions.length === 0) {
            return [];
        }
        if (router.needsFacts()) {
            await this.readFacts(patienceMs);
        }
        const {target, hostName, serviceName, state} = object;
        const names = {hostName, ...(serviceName === undefined ? {} : {serviceName})};
        const facts = this.deps.facts?.of(target, names) ?? names;
        const decisions = router.decide(facts, state !== undefined && isProblemState(state) ? state : undefined);
        if (decisions.some(({mismatch}) => mismatch === 'unknown') && this.deps.facts?.mayLearn(target)) {
            this.undecided.set(alertKey(target), true);
        }
        return decisions;
    }

    /** Keys of alerts that have to be decided again, now that facts have been read; they are forgotten. */
    takeUndecided(): readonly string[] {
        const keys = [...this.undecided.keys()];
        this.undecided.clear();
        return keys;
    }

    /** From now on they are kept. */
    private async readFacts(patienceMs: number): Promise<void> {
        const {facts, clock} = this.deps;
        facts?.keep();
        if (facts && patienceMs > 0 && facts.report() === undefined) {
            await Promise.race([facts.refresh(), clock.sleep(patienceMs)]);
        }
    }

    private async wanting(alert: Alert, patienceMs: number): Promise<Routed> {
        const decisions = await this.decide(alert, patienceMs);
        // The text of its notification command, so that a channel that is not there is named as the administrator did.
        const asked = alert.channel === '' ? [] : [{channel: alert.channel, subscriptions: []}];
        return {routes: [...asked, ...routesOf(decisions)], decisions};
    }

    private withDefault(routes: readonly Route[]): readonly Route[] {
        const {defaultChannel, defaultTakes} = this.settings;
        const takesIt = defaultTakes === 'everything' || (defaultTakes === 'rest' && routes.length === 0);
        return takesIt ? [...routes, {channel: defaultChannel, subscriptions: []}] : routes;
    }

    private current(): Promise<Kept> {
        const now = this.deps.clock.monotonic();
        if (!this.kept || this.until <= now) {
            const before = this.kept;
            this.until = now + KEPT_MS;
            this.kept = this.read(before);
            this.kept.catch(() => this.forget());
        }
        return this.kept;
    }

    private async read(before: Promise<Kept> | undefined): Promise<Kept> {
        const state = (await this.deps.subscriptions?.read()) ?? NO_SUBSCRIPTIONS;
        const known = await before?.catch(() => undefined);
        return known && isSame(known.state, state) ? known : {state, router: new Router(state.subscriptions)};
    }

    /** One route a channel, all but the first by its id. */
    private async distinct(routes: readonly Route[]): Promise<readonly Route[]> {
        const byId = new Map<string, Route>();
        for (const route of routes) {
            const id = await this.idOf(route.channel);
            const known = byId.get(id);
            const subscriptions = [...(known?.subscriptions ?? []), ...route.subscriptions];
            byId.set(id, {channel: known?.channel ?? (byId.size === 0 ? route.channel : id), subscriptions});
        }
        return [...byId.values()];
    }

    /** What names no channel stays as it is: making its post brings the sentence for people. */
    async idOf(channel: string): Promise<string> {
        try {
            return await this.deps.chat.channelId(channel);
        } catch (error) {
            this.deps.logger.warn('A channel could not be found', {channel, error: asAppError(error)});
            return channel;
        }
    }
}

/** A route for each channel that wants it. */
const routesOf = (decisions: readonly Decision[]): readonly Route[] => {
    const byChannel = new Map<string, Subscription[]>();
    for (const {subscription, mismatch} of decisions) {
        if (mismatch === undefined && !subscription.shadow) {
            byChannel.set(subscription.channelId, [...(byChannel.get(subscription.channelId) ?? []), subscription]);
        }
    }
    return [...byChannel].map(([channel, subscriptions]) => ({channel, subscriptions}));
};

import {isProblemState} from '#contract';
import {type Alert, targetIds} from '../../domain/alert/alert';
import type {AlertPost} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {type Decision, Router} from '../../domain/subscription/router';
import type {ObjectFacts, Subscription} from '../../domain/subscription/subscription';
import type {Subscriptions} from '../../domain/subscription/subscriptions';
import type {ChatPort} from '../posts/chat_port';
import type {Clock, Logger} from '../telemetry';
import type {FactsPort} from './facts_port';
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
    readonly facts?: FactsPort | undefined;
    readonly chat: Pick<ChatPort, 'channelId'>;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** Another node's change is seen after so long. */
const KEPT_MS = 5000;
/** A problem is better told late than in the wrong channel, but not much later. */
const PATIENCE_MS = 4000;

/** Decides which channels an alert goes to: what its notification command asks for, subscriptions, and the default channel. */
export class Routing {
    private kept: {readonly state: Subscriptions; readonly router: Router; readonly until: number} | undefined;

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
        const {defaultChannel, defaultTakes} = this.settings;
        const takesIt = defaultTakes === 'everything' || (defaultTakes === 'rest' && routes.length === 0);
        const all = takesIt ? [...routes, {channel: defaultChannel, subscriptions: []}] : routes;
        return {routes: all.length > 1 ? await this.distinct(all) : all, decisions};
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

    async all(): Promise<Subscriptions> {
        return (await this.current()).state;
    }

    /** Is it read anew? */
    forget(): void {
        this.kept = undefined;
    }

    /** What each subscription says of an alert. @param patienceMs to wait for facts */
    async decide(alert: Alert, patienceMs: number): Promise<readonly Decision[]> {
        const {router, state} = await this.current();
        if (state.subscriptions.length === 0) {
            return [];
        }
        const facts = (await this.deps.facts?.of(targetIds(alert.target), patienceMs)) ?? factsIn(alert);
        return router.decide(facts, isProblemState(alert.state) ? alert.state : undefined);
    }

    private async wanting(alert: Alert, patienceMs: number): Promise<Routed> {
        const decisions = await this.decide(alert, patienceMs);
        const byChannel = new Map<string, Subscription[]>();
        for (const {subscription, mismatch} of decisions) {
            if (mismatch === undefined && !subscription.shadow) {
                byChannel.set(subscription.channelId, [...(byChannel.get(subscription.channelId) ?? []), subscription]);
            }
        }
        // The text of its notification command, so that a channel that is not there is named as the administrator did.
        const asked = alert.channel === '' ? [] : [{channel: alert.channel, subscriptions: []}];
        const routes = [...asked, ...[...byChannel].map(([channel, subscriptions]) => ({channel, subscriptions}))];
        return {routes, decisions};
    }

    private async current() {
        const {subscriptions, clock} = this.deps;
        const now = clock.monotonic();
        if (!this.kept || this.kept.until <= now) {
            const state = (await subscriptions?.read()) ?? NONE;
            const router = this.kept && this.kept.state === state ? this.kept.router : new Router(state.subscriptions);
            this.kept = {state, router, until: now + KEPT_MS};
        }
        return this.kept;
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

const NONE: Subscriptions = {version: 1, subscriptions: []};

/** What the alert itself says of its object. */
const factsIn = (alert: Alert): ObjectFacts => {
    const {host, service} = alert.target;
    return {hostName: host.name, ...(service ? {serviceName: service.name} : {})};
};

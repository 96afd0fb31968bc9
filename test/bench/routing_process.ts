// Measures routing and object facts in a process of its own.
import {Background} from '../../server-proxy/src/app/background';
import {Findings} from '../../server-proxy/src/app/health/findings';
import {FactsCache} from '../../server-proxy/src/app/routing/facts_cache';
import type {Logger} from '../../server-proxy/src/app/telemetry';
import {Router} from '../../server-proxy/src/domain/subscription/router';
import {EVERYTHING, type ObjectFacts, type Subscription} from '../../server-proxy/src/domain/subscription/subscription';
import {createOpenitcockpit} from '../../server-proxy/src/openitcockpit';
import {systemClock as clock} from '../../server-proxy/src/telemetry/clock';
import {noMetrics} from '../../server-proxy/src/telemetry/no_metrics';
import {quantile, residentMegabytes, timed} from './measure';

export interface RoutingFigures {
    /** Milliseconds. */
    readonly median: number;
    readonly p99: number;
}

export interface FactsFigures {
    readonly hosts: number;
    readonly services: number;
    readonly seconds: number;
    readonly cpuSeconds: number;
    readonly keptMegabytes: number;
    readonly residentMegabytes: number;
}

/** Decisions of subscriptions, and as many before to warm up. */
const ROUNDS = 1_000_000;

const subscriptionOf = (at: number): Subscription => ({
    id: `${at}`,
    channelId: `channel${at}`,
    filter: {
        ...EVERYTHING,
        hosts: at % 2 === 0 ? [] : [`web*`, `*db${at}*`, '!*test*'],
        services: at % 3 === 0 ? ['Ping*', `Disk ${at}*`] : [],
        hostGroups: [`Host group ${at % 40}`, 'Host group 1*'],
        containers: at % 5 === 0 ? ['Tenant*'] : [],
        tags: at % 7 === 0 ? ['shop', 'public*'] : [],
        priorityFrom: (at % 3) + 1,
    },
    shadow: false,
    revision: 1,
    by: {userId: 'jane', username: 'jane', at: 0},
});

const factsOf = (at: number): ObjectFacts => ({
    hostName: `web${at}.example.org`,
    serviceName: `Ping ${at}`,
    hostGroups: ['Berlin', `Host group ${at % 50}`, `Host group ${(at + 1) % 50}`],
    serviceGroups: ['Network'],
    containers: ['root', 'Tenant A', 'Rechenzentrum München'],
    tags: ['shop', 'internal'],
    satellite: 'Mastersystem',
    priority: 3,
});

const routing = (subscriptions: number): RoutingFigures => {
    const router = new Router(Array.from({length: subscriptions}, (_, at) => subscriptionOf(at)));
    const times = Array.from({length: (ROUNDS * 2) / subscriptions}, (_, at) => {
        const facts = factsOf(at);
        const started = performance.now();
        router.decide(facts, 'CRITICAL');
        return performance.now() - started;
    }).slice(ROUNDS / subscriptions);
    return {median: quantile(times, 0.5), p99: quantile(times, 0.99)};
};

const none = (): void => undefined;
const logger: Logger = {debug: none, info: none, warn: none, error: none};

const heapMegabytes = (): number => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 2 ** 20;
};

const facts = async (url: string, apiKey: string): Promise<FactsFigures> => {
    const monitoring = createOpenitcockpit(
        {url, apiKey, skipTlsVerification: false},
        {clock, logger, metrics: noMetrics},
    );
    const cache = new FactsCache({
        monitoring,
        turn: (work) => work(),
        clock,
        logger,
        background: new Background(logger),
        findings: new Findings(clock, logger),
        random: Math.random,
    });
    // Code and connections are no facts.
    await monitoring.whoAmI();
    const before = {heap: heapMegabytes(), resident: residentMegabytes(process.pid), cpu: process.cpuUsage()};
    let resident = 0;
    const watch = setInterval(() => {
        resident = Math.max(resident, residentMegabytes(process.pid) - before.resident);
    }, 20);
    const {ms} = await timed(() => cache.refresh());
    clearInterval(watch);
    const {user, system} = process.cpuUsage(before.cpu);
    const {hosts, services} = (await cache.whole()).counts;
    return {
        hosts,
        services,
        seconds: ms / 1000,
        cpuSeconds: (user + system) / 1e6,
        keptMegabytes: heapMegabytes() - before.heap,
        residentMegabytes: resident,
    };
};

const question = JSON.parse(process.argv[2] ?? '{}') as {subscriptions?: number; url?: string; apiKey?: string};
process.send?.(
    question.subscriptions === undefined
        ? await facts(question.url ?? '', question.apiKey ?? '')
        : routing(question.subscriptions),
);

import {Counter, Gauge, Histogram, Registry} from 'prom-client';
import type {AgedBacklog, Signs} from '../app/health/signs';
import type {Metrics} from '../app/telemetry';

/** Prometheus metrics of one handler; `text()` is the body of /metrics. */
export interface PrometheusMetrics extends Metrics {
    text(): Promise<string>;
    readonly contentType: string;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

export const createMetrics = (): PrometheusMetrics => {
    const registry = new Registry();
    const registers = [registry];
    const counter = (name: string, help: string, labelNames: string[]) =>
        new Counter({name: `openitcockpit_mattermost_${name}`, help, labelNames, registers});
    const histogram = (name: string, help: string, labelNames: string[]) =>
        new Histogram({name: `openitcockpit_mattermost_${name}`, help, labelNames, registers, buckets: SECONDS});

    const alerts = counter('alerts_total', 'Notifications received', ['type', 'outcome']);
    const clicks = counter('clicks_total', 'Actions pressed', ['action', 'outcome']);
    const actions = counter('actions_total', 'Actions by how they ended', ['action', 'outcome']);
    const actionSeconds = histogram('action_seconds', 'From the request until it was confirmed or given up', [
        'action',
        'outcome',
    ]);
    const queued = new Gauge({
        name: 'openitcockpit_mattermost_queued_actions',
        help: 'Actions that wait for openITCOCKPIT',
        registers,
    });
    const turns = histogram('reconcile_seconds', 'Comparisons of the open posts with openITCOCKPIT', ['outcome']);
    const healed = counter('healed_posts_total', 'Posts that a comparison found wrong', []);
    const missed = counter('stream_missed_total', 'Found by asking although the event stream was open', ['what']);
    const open = new Gauge({
        name: 'openitcockpit_mattermost_open_alerts',
        help: 'Alerts with an open problem, at the last comparison',
        registers,
    });
    const upstream = histogram('upstream_request_seconds', 'Requests to openITCOCKPIT and Mattermost', [
        'upstream',
        'operation',
    ]);
    const upstreamErrors = counter('upstream_errors_total', 'Failed requests by code', ['upstream', 'code']);
    const requests = histogram('request_seconds', 'Requests to the handler', ['route', 'status']);

    const readSigns = signGauges(registers);

    return {
        signs: readSigns,
        alert: (type, outcome) => alerts.inc({type, outcome}),
        click: (action, outcome) => clicks.inc({action, outcome}),
        action: (action, outcome) => actions.inc({action, outcome}),
        actionSeconds: (action, outcome, seconds) => actionSeconds.observe({action, outcome}, seconds),
        queuedActions: (count) => queued.set(count),
        reconciled: (outcome, turn) => {
            turns.observe({outcome}, turn.seconds);
            healed.inc(turn.healed);
            open.set(turn.open);
        },
        caughtUp: catchUpMetrics(registers),
        streamMissed: (what, count) => missed.inc({what}, count),
        upstreamSeconds: (name, operation, seconds) => upstream.observe({upstream: name, operation}, seconds),
        upstreamError: (name, code) => upstreamErrors.inc({upstream: name, code}),
        requestSeconds: (route, status, seconds) => requests.observe({route, status: String(status)}, seconds),
        text: () => registry.metrics(),
        contentType: registry.contentType,
    };
};

const catchUpMetrics = (registers: Registry[]): Metrics['caughtUp'] => {
    const turns = new Histogram({
        name: 'openitcockpit_mattermost_catch_up_seconds',
        help: 'Searches for problems that nobody reported',
        labelNames: ['outcome'],
        registers,
        buckets: SECONDS,
    });
    const found = new Counter({
        name: 'openitcockpit_mattermost_found_problems_total',
        help: 'Problems that nobody had reported',
        registers,
    });
    return (outcome, turn) => {
        turns.observe({outcome}, turn.seconds);
        found.inc(turn.found);
    };
};

/** Gauges that are read when they are asked for, so that an age is never older than the answer. */
const signGauges = (registers: Registry[]): ((read: () => Signs) => void) => {
    let read: (() => Signs) | undefined;
    const gauge = (name: string, help: string, labelNames: string[], collect: (signs: Signs, to: Gauge) => void) =>
        new Gauge({
            name: `openitcockpit_mattermost_${name}`,
            help,
            labelNames,
            registers,
            collect() {
                this.reset();
                if (read) {
                    collect(read(), this);
                }
            },
        });
    gauge('silence_seconds', 'Since the last one was heard of; absent when none ever was', ['of'], ({heard}, to) => {
        for (const [of, sign] of Object.entries(heard)) {
            if (sign) {
                to.set({of}, sign.age_seconds);
            }
        }
    });
    const backlog = (name: string, help: string, of: (signs: Signs) => AgedBacklog): void => {
        gauge(name, help, [], (signs, to) => to.set(of(signs).count));
        gauge(`${name}_seconds`, 'Since when there have been any', [], (signs, to) =>
            to.set(of(signs).age_seconds ?? 0),
        );
    };
    backlog('posts_behind', 'Posts that do not show yet what is known', (signs) => signs.posts_behind);
    backlog('unreadable_records', 'Stored alerts that cannot be read', (signs) => signs.unreadable_records);
    return (next) => {
        read = next;
    };
};

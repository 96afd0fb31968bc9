import type {Metrics} from '../app/telemetry';
import type {PrometheusMetrics} from './metrics';
import {noMetrics} from './no_metrics';

/** Prometheus metrics that are kept from the first time they are asked for. */
export interface MetricsOnDemand {
    readonly metrics: Metrics;
    /** @returns the body of /metrics, and its content type */
    read(): Promise<{readonly text: string; readonly contentType: string}>;
}

/**
 * Prometheus's library takes 10 MB of the plugin process, which most installations never scrape. A counter that begins with
 * the first scrape is to Prometheus like one that a restart has reset.
 */
export const metricsOnDemand = (): MetricsOnDemand => {
    let kept: Promise<PrometheusMetrics> | undefined;
    let current: Metrics = noMetrics;
    let readSigns: Parameters<Metrics['signs']>[0] | undefined;
    const load = async (): Promise<PrometheusMetrics> => {
        const {createMetrics} = await import('./metrics');
        const loaded = createMetrics();
        if (readSigns) {
            loaded.signs(readSigns);
        }
        current = loaded;
        return loaded;
    };
    return {
        metrics: {
            alert: (...of) => current.alert(...of),
            click: (...of) => current.click(...of),
            action: (...of) => current.action(...of),
            actionSeconds: (...of) => current.actionSeconds(...of),
            queuedActions: (...of) => current.queuedActions(...of),
            reconciled: (...of) => current.reconciled(...of),
            caughtUp: (...of) => current.caughtUp(...of),
            streamMissed: (...of) => current.streamMissed(...of),
            upstreamSeconds: (...of) => current.upstreamSeconds(...of),
            upstreamError: (...of) => current.upstreamError(...of),
            requestSeconds: (...of) => current.requestSeconds(...of),
            signs: (read) => {
                readSigns = read;
                current.signs(read);
            },
        },
        read: async () => {
            kept ??= load();
            const {text, contentType} = await kept;
            return {text: await text(), contentType};
        },
    };
};

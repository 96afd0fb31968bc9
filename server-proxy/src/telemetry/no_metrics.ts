import type {Metrics} from '../app/telemetry';

const ignore = (): void => undefined;

/** For programs that nobody scrapes. Prometheus's library alone would cost the plugin process 10 MB. */
export const noMetrics: Metrics = {
    alert: ignore,
    click: ignore,
    action: ignore,
    actionSeconds: ignore,
    queuedActions: ignore,
    reconciled: ignore,
    caughtUp: ignore,
    streamMissed: ignore,
    upstreamSeconds: ignore,
    upstreamError: ignore,
    signs: ignore,
    requestSeconds: ignore,
};

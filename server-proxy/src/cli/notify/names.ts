import {type Alert, lacksNames, targetIds, withFoundNames} from '../../domain/alert/alert';
import {asAppError} from '../../domain/errors';
import {type NotifySettings, routeOf, timeoutOf} from './settings';

/**
 * Adds openITCOCKPIT's names if the command line had UUIDs only. Never fails: UUIDs then stay and `warn` receives one
 * sentence.
 */
export const withNames = async (
    alert: Alert,
    settings: NotifySettings,
    warn: (sentence: string) => void,
): Promise<Alert> => {
    if (!lacksNames(alert)) {
        return alert;
    }
    const {OPENITCOCKPIT_URL, OPENITCOCKPIT_API_KEY} = settings;
    if (OPENITCOCKPIT_URL === '' || OPENITCOCKPIT_API_KEY === '') {
        const missing = OPENITCOCKPIT_URL === '' ? 'OPENITCOCKPIT_URL' : 'OPENITCOCKPIT_API_KEY';
        warn(`Setting ${missing} is missing: the post shows UUIDs instead of names.`);
        return alert;
    }
    try {
        return withFoundNames(alert, await lookup(alert, settings));
    } catch (error) {
        warn(`The post shows UUIDs instead of names: ${asAppError(error).message}`);
        return alert;
    }
};

/** Names are a nicety: even with one retry, the look-up must leave half the time for the post. */
const lookupTimeout = (settings: NotifySettings): number => Math.min(3000, timeoutOf(settings) / 4);

const lookup = async (alert: Alert, settings: NotifySettings): Promise<{hostName: string; serviceName?: string}> => {
    const {createOpenitcockpit} = await import('../../openitcockpit');
    const {systemClock} = await import('../../telemetry/clock');
    const {noMetrics} = await import('../../telemetry/no_metrics');
    const client = createOpenitcockpit(
        {
            url: settings.OPENITCOCKPIT_URL,
            apiKey: settings.OPENITCOCKPIT_API_KEY,
            ...routeOf(settings),
            timeoutMs: lookupTimeout(settings),
        },
        {clock: systemClock, logger: silent, metrics: noMetrics, retryDelaysMs: [300]},
    );
    try {
        return await client.lookup(targetIds(alert.target));
    } finally {
        client.close();
    }
};

/** Metrics and logs of the client; only its errors matter here. */
const ignore = (): void => undefined;
const silent = {debug: ignore, info: ignore, warn: ignore, error: ignore};

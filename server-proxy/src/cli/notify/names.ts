import {type Alert, lacksNames, targetIds, withFoundNames} from '../../domain/alert/alert';
import {asAppError} from '../../domain/errors';
import {type NotifySettings, routeOf, timeoutOf} from './settings';

/**
 * The alert with the names openITCOCKPIT knows, where the command line brought UUIDs only. Never fails: then the UUIDs
 * stay and `warn` gets one sentence.
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

/** Names are a nicety: even when it is repeated once, a lookup must leave half of the time to the post. */
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

/** What the client tells a service about itself; here its errors are all that counts. */
const ignore = (): void => undefined;
const silent = {debug: ignore, info: ignore, warn: ignore, error: ignore};

import {ROUTE} from '#contract';
import type {AppSettings} from '../app/app_context';
import {actionPolicy, identitiesOf} from '../domain/action/action_policy';
import {AppError} from '../domain/errors';
import {isDirect} from '../net/no_proxy';
import type {Settings} from './schema';

/**
 * Settings as the use cases need them.
 * @param callbackBase the handler's address as Mattermost calls it, without a trailing slash
 * @param zone the machine's own time zone, if it is known
 * @throws AppError `misconfigured` if two-way integration lacks its signing secret
 */
export const appSettings = (settings: Settings, callbackBase: string, zone?: string): AppSettings => {
    const [first, ...others] = settings.SIGNING_SECRET;
    if (first === undefined) {
        throw new AppError('misconfigured', 'Missing setting: SIGNING_SECRET (any long random text).');
    }
    const app: AppSettings = {
        twoWay: settings.ENABLE_TWO_WAY,
        openitcockpitUrl: settings.OPENITCOCKPIT_URL,
        linkStyle: settings.LINK_STYLE,
        language: settings.LANGUAGE,
        emojis: settings.EMOJIS,
        threadLines: settings.THREAD_LINES,
        timeZone: settings.TIME_ZONE || zone || Intl.DateTimeFormat().resolvedOptions().timeZone,
        quickReasons: settings.QUICK_REASONS,
        downtimePresets: settings.DOWNTIME_PRESETS,
        ackDefaults: {
            commentRequired: settings.COMMENT_REQUIRED,
            commentMinLength: settings.COMMENT_MIN_LENGTH,
            sticky: settings.STICKY_DEFAULT,
            notify: settings.NOTIFY_DEFAULT,
        },
        actionPolicy: actionPolicy(settings.ACTION_POLICY, settings.WHO_MAY_ACT, identitiesOf(settings.IDENTITY_MAP)),
        defaultChannel: settings.DEFAULT_CHANNEL,
        defaultTakes: settings.DEFAULT_CHANNEL_TAKES,
        oldAckDays: settings.OLD_ACKNOWLEDGEMENT_DAYS,
        shiftHours: settings.SHIFT_HOURS,
        stormLimit: settings.STORM_LIMIT,
        stormLeft: settings.STORM_LEFT,
        signingSecrets: [first, ...others],
        actionsUrl: `${callbackBase}${ROUTE.actions}`,
        dialogsUrl: `${callbackBase}${ROUTE.dialogs}`,
        readBack: {
            deadlineMs: settings.READ_BACK_DEADLINE * 1000,
            firstDelayMs: 500,
            maxDelayMs: 1500,
            settleMs: 5000,
        },
        recheckHorizonMs: settings.RECHECK_HORIZON * 1000,
        queueMaxAgeMs: settings.QUEUE_MAX_AGE * 60_000,
        reconcile: {
            // Without openITCOCKPIT there is nothing to compare with.
            intervalMs: settings.OPENITCOCKPIT_URL === '' ? 0 : settings.RECONCILE_INTERVAL * 1000,
        },
        alertsFrom: settings.ALERTS_FROM,
        tellMissed: settings.TELL_MISSED,
        connection: {viaProxy: usesProxy(settings), verifiesTls: !settings.SKIP_TLS_VERIFICATION},
    };
    return Object.freeze(app);
};

/** Plain http stays on this machine, so it never uses a proxy. */
const usesProxy = ({USE_PROXY, PROXY_URL, NO_PROXY_LIST, OPENITCOCKPIT_URL}: Settings): boolean =>
    USE_PROXY &&
    PROXY_URL !== '' &&
    OPENITCOCKPIT_URL.startsWith('https:') &&
    !isDirect(new URL(OPENITCOCKPIT_URL), NO_PROXY_LIST);

/** How everything is reached. A proxy without an address is passed on: openITCOCKPIT's client names the setting. */
export const routeOf = (settings: Settings) => ({
    ca: settings.CUSTOM_CA,
    skipTlsVerification: settings.SKIP_TLS_VERIFICATION,
    proxy: settings.USE_PROXY ? {url: settings.PROXY_URL, noProxy: settings.NO_PROXY_LIST} : undefined,
});

export const openitcockpitSettings = (settings: Settings) => ({
    url: settings.OPENITCOCKPIT_URL,
    apiKey: settings.OPENITCOCKPIT_API_KEY,
    readsOnly: !settings.ENABLE_TWO_WAY,
    ...routeOf(settings),
});

/** The same way as to openITCOCKPIT's interface, but another address and key. */
export const eventStreamSettings = (settings: Settings) => ({
    url: settings.EVENT_STREAM_URL,
    key: settings.EVENT_STREAM_KEY,
    ...routeOf(settings),
});

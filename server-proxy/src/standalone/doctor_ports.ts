import {ROUTE} from '#contract';
import {createDoctor, type Doctor} from '../app/doctor/doctor';
import type {DoctorContext} from '../app/doctor/doctor_context';
import {appSettings} from '../config/app_settings';
import {isDirect} from '../config/no_proxy';
import type {Settings} from '../config/schema';
import {createPostJson} from '../mattermost/post_json';
import type {MattermostSettings} from '../mattermost/rest_client';

/** Doctor of door 1: all addresses are reached over the network. */
export const standaloneDoctor = (
    settings: Settings,
    ports: Pick<DoctorContext, 'monitoring' | 'chat' | 'clock'>,
): Doctor => {
    const handler = publicUrl(settings);
    return createDoctor({
        ...ports,
        settings: appSettings(settings, handler),
        addresses: {
            webhook: settings.WEBHOOK_URL || undefined,
            endpoint: {
                url: settings.NOTIFICATION_URL || `${handler}${ROUTE.notifications}`,
                token: settings.NOTIFICATION_TOKEN[0] ?? '',
            },
            handler,
        },
        post: createPostJson({
            ca: settings.CUSTOM_CA || undefined,
            skipTlsVerification: settings.SKIP_TLS_VERIFICATION,
            proxyFor: (url) => proxyFor(settings, url),
        }),
        wrongSettings: () => undefined,
    });
};

/** Address of the handler as Mattermost calls it, without a slash at its end. */
export const publicUrl = (settings: Settings): string =>
    (settings.PUBLIC_URL || `http://${settings.LISTEN_ADDRESS}`).replace(/\/+$/, '');

export const mattermostSettings = (settings: Settings): MattermostSettings => ({
    url: settings.MATTERMOST_URL,
    botToken: settings.MATTERMOST_BOT_TOKEN,
    ca: settings.CUSTOM_CA || undefined,
    skipTlsVerification: settings.SKIP_TLS_VERIFICATION,
    proxyUrl: proxyFor(settings, settings.MATTERMOST_URL),
});

const proxyFor = (settings: Settings, url: string): string | undefined =>
    settings.USE_PROXY && settings.PROXY_URL !== '' && !isDirect(new URL(url), settings.NO_PROXY_LIST)
        ? settings.PROXY_URL
        : undefined;

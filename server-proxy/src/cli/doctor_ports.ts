import {ROUTE} from '#contract';
import {createDoctor, type Doctor} from '../app/doctor/doctor';
import {type DoctorContext, NOTIFICATION_WAIT_MS} from '../app/doctor/doctor_context';
import {asked} from '../app/doctor/examine_mattermost';
import {appSettings, eventStreamSettings, routeOf} from '../config/app_settings';
import type {Settings} from '../config/schema';
import {withoutEndSlashes} from '../domain/address';
import {AppError} from '../domain/errors';
import {type Texts, textsOf} from '../domain/texts';
import type {MattermostSettings} from '../mattermost/rest/client';
import {postJson} from '../net/post_json';
import {createServiceSender} from '../net/service_sender';
import {createEventStream} from '../openitcockpit';
import {nonce} from '../telemetry/nonce';

/** Doctor for door 1, where every address is reached over the network. */
export const standaloneDoctor = (
    settings: Settings,
    ports: Pick<DoctorContext, 'monitoring' | 'chat' | 'clock' | 'readsSent'>,
    notificationWaitMs = NOTIFICATION_WAIT_MS,
): Doctor => {
    const handler = publicUrl(settings);
    const post = postJson(createServiceSender(routeOf(settings)));
    return createDoctor({
        ...ports,
        stream:
            settings.EVENT_STREAM_URL === ''
                ? undefined
                : createEventStream(eventStreamSettings(settings), {clock: ports.clock, random: Math.random}),
        settings: appSettings(settings, handler),
        addresses: {
            webhook: settings.WEBHOOK_URL || undefined,
            endpoint: {
                url: settings.NOTIFICATION_URL || `${handler}${ROUTE.notifications}`,
                token: settings.NOTIFICATION_TOKEN[0] ?? '',
            },
            handler,
        },
        post,
        expectTest: (hostUuid, mark) =>
            askHandler(post, handler, settings.NOTIFICATION_TOKEN[0] ?? '', {hostUuid, mark}),
        notificationWaitMs,
        nonce,
        wrongSettings: () => undefined,
    });
};

/** `expectTest` in the `serve` process, which is the one that receives notifications. @throws AppError */
const askHandler = async (
    post: DoctorContext['post'],
    handler: string,
    token: string,
    {hostUuid: hostuuid, mark}: {readonly hostUuid: string; readonly mark: string},
): Promise<boolean> => {
    const headers = {Authorization: `Bearer ${token}`};
    const answer = await asked(post(`${handler}${ROUTE.testNotification}`, {hostuuid, mark}, headers));
    const failure = (sentence: (texts: Texts['doctor']) => string): AppError =>
        new AppError('misconfigured', (language) => sentence(textsOf(language).doctor));
    if ('reason' in answer) {
        throw failure((texts) => texts.handlerUnreachable(handler, answer.reason));
    }
    const arrived = answer.json?.arrived;
    if (typeof arrived !== 'boolean') {
        throw failure((texts) => texts.handlerStrange(handler, answer.status));
    }
    return arrived;
};

/** The handler's address as Mattermost calls it, without a trailing slash. */
export const publicUrl = (settings: Settings): string =>
    withoutEndSlashes(settings.PUBLIC_URL || `http://${settings.LISTEN_ADDRESS}`);

export const mattermostSettings = (settings: Settings): MattermostSettings => ({
    url: settings.MATTERMOST_URL,
    botToken: settings.MATTERMOST_BOT_TOKEN,
    ...routeOf(settings),
});

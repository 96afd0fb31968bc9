import {NOTIFICATION_TOKEN_HEADER, ROUTE} from '#contract';
import {createDoctor, type Doctor} from '../app/doctor/doctor';
import {type DoctorContext, NOTIFICATION_WAIT_MS} from '../app/doctor/doctor_context';
import {asked} from '../app/doctor/examine_mattermost';
import {appSettings, eventStreamSettings, routeOf} from '../config/app_settings';
import type {Settings} from '../config/schema';
import {withoutEndSlashes} from '../domain/address';
import {AppError} from '../domain/errors';
import {type Texts, textsOf} from '../domain/texts';
import type {MattermostSettings} from '../mattermost/rest/client';
import {objectIn} from '../net/json';
import {postJson} from '../net/post_json';
import type {Sender} from '../net/sender';
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
    const sender = createServiceSender(routeOf(settings));
    const post = postJson(sender);
    const token = settings.NOTIFICATION_TOKEN[0] ?? '';
    return createDoctor({
        ...ports,
        stream:
            settings.EVENT_STREAM_URL === ''
                ? undefined
                : createEventStream(eventStreamSettings(settings), {clock: ports.clock, random: Math.random}),
        streamQuietMinutes: () => quietMinutesOf(sender, handler, token),
        settings: appSettings(settings, handler),
        addresses: {
            webhook: settings.WEBHOOK_URL || undefined,
            endpoint: {
                url: settings.NOTIFICATION_URL || `${handler}${ROUTE.notifications}`,
                token,
            },
            handler,
        },
        post,
        expectTest: (hostUuid, mark) => askHandler(post, handler, token, {hostUuid, mark}),
        notificationWaitMs,
        nonce,
        wrongSettings: () => undefined,
    });
};

/** As the `serve` process knows it, which holds the stream. Whether that can be reached at all is another step's to say. */
const quietMinutesOf = async (sender: Sender, handler: string, token: string): Promise<number | undefined> => {
    try {
        const url = new URL(`${handler}${ROUTE.health}`);
        const headers = {[NOTIFICATION_TOKEN_HEADER]: token};
        const {text} = await sender.send({method: 'GET', url, headers, timeoutMs: HEALTH_MS});
        const {stream, heard} = objectIn(text) ?? {};
        const {up, since} = (stream ?? {}) as Facts;
        const {age_seconds: age} = ((heard as Facts | undefined)?.event ?? {}) as Facts;
        if (up !== true || typeof since !== 'number') {
            return undefined;
        }
        const open = Date.now() / 1000 - since;
        return Math.max(0, Math.floor((typeof age === 'number' ? Math.min(age, open) : open) / 60));
    } catch {
        return undefined;
    }
};

const HEALTH_MS = 10_000;

type Facts = Readonly<Record<string, unknown>>;

/** `expectTest` in the `serve` process, which is the one that receives notifications. @throws AppError */
const askHandler = async (
    post: DoctorContext['post'],
    handler: string,
    token: string,
    {hostUuid: hostuuid, mark}: {readonly hostUuid: string; readonly mark: string},
): Promise<boolean> => {
    const headers = {[NOTIFICATION_TOKEN_HEADER]: token};
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

import {randomBytes} from 'node:crypto';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {json} from 'node:stream/consumers';
import {SIGNATURE_PROP} from '#contract';
import {readNotifySettings} from '../../../server-proxy/src/cli/notify/settings';
import {webhookDelivery} from '../../../server-proxy/src/cli/notify/webhook';
import {signWebhookPost} from '../../../server-proxy/src/domain/action/action_token';
import {parseNotification} from '../../../server-proxy/src/domain/alert/notification';
import {NO_SETTINGS} from '../no_settings';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';

export const NOTIFICATION_TOKEN = 'notification-token-of-the-peer-suite';
const SIGNING_SECRET = 'signing-secret-of-the-peer-suite';

export interface Control {
    /** For the Go program, as JSON: the double's address and objects, settings of the System Console, secrets. */
    readonly settings: Readonly<Record<string, unknown>>;
    stop(): Promise<void>;
}

/** A double of openITCOCKPIT controlled over HTTP: `reset`, `faults`, `worker` (of its database), and `webhook-post` for posts by `notify`. */
export const startControl = async (): Promise<Control> => {
    const monitoring = await startOpenitcockpitDouble();
    const orders: Readonly<Record<string, (body: unknown) => unknown>> = {
        reset: () => reset(monitoring),
        faults: (body) => {
            monitoring.faults.clear();
            monitoring.faults.set((body ?? {}) as object);
        },
        worker: (body) => {
            const {runs} = body as {runs: boolean};
            monitoring.world[runs ? 'startWorker' : 'stopWorker']();
        },
        'webhook-post': (body) => webhookPost((body as {kind: Kind}).kind),
    };
    const server = createServer((request, response) => {
        json(request)
            .then((body) => orders[request.url?.slice(1) ?? '']?.(body))
            .then(
                (answer) => response.end(JSON.stringify(answer ?? {})),
                (error: unknown) => response.writeHead(500).end(String(error)),
            );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address() as AddressInfo;
    return {
        settings: {
            stored: {
                OpenitcockpitUrl: monitoring.url,
                OpenitcockpitApiKey: monitoring.apiKeys.bot,
                NotificationToken: NOTIFICATION_TOKEN,
                SigningSecret: SIGNING_SECRET,
                DefaultChannel: 'ops/alerts',
                ReadBackDeadline: 2,
                StormLimit: 0,
            },
            monitoring: {
                control: `http://127.0.0.1:${port}`,
                hostUuid: UUID.web01,
                serviceUuid: UUID.web01Ping,
            },
            secrets: [monitoring.apiKeys.bot, NOTIFICATION_TOKEN, SIGNING_SECRET],
        },
        stop: async () => {
            server.closeAllConnections();
            server.close();
            await monitoring.stop();
        },
    };
};

const reset = (monitoring: OpenitcockpitDouble): void => {
    monitoring.faults.clear();
    monitoring.world.startWorker();
    monitoring.world.setState(UUID.web01Ping, 0, 'OK');
    monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - rta nan, lost 100%');
};

type Kind = 'signed' | 'repeated' | 'recovered' | 'unsigned' | 'foreign' | 'tampered' | 'expired';

const NOTIFICATION = {
    type: 'Service',
    notificationtype: 'PROBLEM',
    hostuuid: UUID.web01,
    hostname: 'web01',
    serviceuuid: UUID.web01Ping,
    servicename: 'Ping',
    state: '2',
    output: 'CRITICAL - rta nan, lost 100%',
    problemid: 'hook-1',
};

const CHANGES: Partial<Record<Kind, Record<string, string>>> = {
    repeated: {output: 'CRITICAL - repeated'},
    recovered: {notificationtype: 'RECOVERY', state: '0', output: 'OK'},
};

/** A post in Mattermost that our notification command, or somebody imitating it, sent to the webhook. */
const webhookPost = async (kind: Kind): Promise<{message: string; props: Record<string, unknown>}> => {
    const alert = parseNotification({...NOTIFICATION, ...CHANGES[kind]});
    const env = {
        ...NO_SETTINGS,
        WEBHOOK_URL: 'http://127.0.0.1:9/hooks/none',
        PUBLIC_URL: 'http://127.0.0.1:9/handler',
        SIGNING_SECRET: kind === 'foreign' ? 'a-secret-of-somebody-else' : SIGNING_SECRET,
    };
    const {body} = await webhookDelivery(alert, readNotifySettings(env, undefined), () => undefined);
    const {text, attachments, props} = JSON.parse(body) as Record<string, unknown> & {text: string; props: object};
    const signature = String((props as Record<string, unknown>)[SIGNATURE_PROP]);
    const replaced: Partial<Record<Kind, unknown>> = {
        unsigned: '',
        tampered: signature.replace(/^../, 'ey8'),
        expired: signWebhookPost(
            alert,
            randomBytes(16).toString('base64url'),
            SIGNING_SECRET,
            Date.now() / 1000 - 9999,
        ),
    };
    return {
        message: text,
        props: {...props, attachments, [SIGNATURE_PROP]: replaced[kind] ?? signature},
    };
};

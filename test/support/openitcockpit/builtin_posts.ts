import {readFileSync} from 'node:fs';
import type {NotificationType, State} from '#contract';
import {readBuiltinPost} from '../../../server-proxy/src/domain/post/builtin_post';
import {postedAttachments} from '../../../server-proxy/src/plugin_process/post_attachments';
import type {OpenitcockpitDouble} from './double';
import {UUID} from './recorded_objects';

/**
 * Posts of openITCOCKPIT's own Mattermost module. The recorded ones come from 5.0.1, English; the others are generated
 * as the module does it: titles are not translated, names of states are (de_DE/default.po).
 */
export interface BuiltinPayload {
    readonly text: string;
    readonly attachments: readonly Readonly<Record<string, unknown>>[];
}

/** Address and key in the recorded posts. */
export const RECORDED_BASE = 'https://monitoring.example.org';
const RECORDED_KEY = 'KEY';

const fixture = readFileSync(new URL('../../fixtures/openitcockpit/builtin_posts.json', import.meta.url), 'utf8');

export const recordedPosts = JSON.parse(fixture) as readonly {
    /** The step of pipeline.json that made it. */
    readonly step: string;
    readonly payload: BuiltinPayload;
}[];

export const movedTo = (base: string, apiKey: string, payload: BuiltinPayload): BuiltinPayload =>
    JSON.parse(
        JSON.stringify(payload)
            .replaceAll(RECORDED_BASE, base)
            .replaceAll(`apikey=${RECORDED_KEY}`, `apikey=${apiKey}`),
    );

export interface BuiltinCase {
    readonly kind: 'host' | 'service';
    readonly type: NotificationType;
    /** The core's number. */
    readonly state: number;
    readonly output?: string;
    readonly emoji?: boolean;
    readonly links?: 'v4' | 'v5';
    readonly language?: 'en' | 'de';
    readonly twoWay?: boolean;
    readonly base?: string;
    readonly apiKey?: string;
    readonly hostName?: string;
    readonly hostUuid?: string;
    readonly serviceName?: string;
    readonly serviceUuid?: string;
}

const STATE_NAMES = {
    en: {host: ['Up', 'Down', 'Unreachable'], service: ['Ok', 'Warning', 'Critical', 'Unknown']},
    de: {
        host: ['Verfügbar', 'Nicht verfügbar', 'Nicht erreichbar'],
        service: ['Ok', 'Warnung', 'Kritisch', 'Unbekannt'],
    },
} as const;
const COLOURS = {
    host: ['#5cb85c', '#d9534f', '#adadad'],
    service: ['#5cb85c', '#f0ad4e', '#d9534f', '#adadad'],
} as const;
const EMOJI = {host: ['✅', '🚨', '⁉️'], service: ['✅', '⚠️', '🚨', '⁉️']} as const;
const NOTICE_EMOJI: Partial<Record<NotificationType, string>> = {
    ACKNOWLEDGEMENT: '💬',
    DOWNTIMESTART: '💤',
    DOWNTIMEEND: '✳️',
    DOWNTIMECANCELLED: '🗑️',
};
const NOTICE: Partial<Record<NotificationType, Readonly<Record<'host' | 'service', string>>>> = {
    ACKNOWLEDGEMENT: {host: 'Acknowledgement for', service: 'Acknowledgement for service'},
    DOWNTIMESTART: {host: 'Downtime started for', service: 'Downtime start for service'},
    DOWNTIMEEND: {host: 'Downtime end for', service: 'Downtime end for service'},
    DOWNTIMECANCELLED: {host: 'Downtime cancelled for', service: 'Downtime cancelled for service'},
    FLAPPINGSTART: {host: 'Flapping started on', service: 'Flapping started on'},
    FLAPPINGSTOP: {host: 'Flapping stopped on', service: 'Flapping stopped on'},
    FLAPPINGDISABLED: {host: 'Disabled flap detection for', service: 'Disabled flap detection for'},
};

export const builtinPost = (wanted: BuiltinCase): BuiltinPayload => {
    const {kind, type, state, links = 'v5', language = 'en', base = RECORDED_BASE} = wanted;
    const {hostUuid = UUID.web01, serviceUuid = UUID.web01Ping, hostName = 'web01', serviceName = 'Ping'} = wanted;
    const pages = `${base}${links === 'v4' ? '/#!' : '/a'}`;
    const host = `[${hostName}](${pages}/hosts/browser/${hostUuid})`;
    const service = `[${serviceName}](${pages}/services/browser/${serviceUuid})`;
    const word = STATE_NAMES[language][kind][state];
    const words = NOTICE[type];
    const title = words
        ? `${words[kind]} ${kind === 'service' ? `${host}/${service}` : host}` +
          (type === 'ACKNOWLEDGEMENT' ? ` (${word})` : '')
        : `${type}: ${kind === 'service' ? `${service} on ${host}` : host} is ${word}!`;
    const emoji = (words ? NOTICE_EMOJI[type] : EMOJI[kind][state]) ?? '';
    const text = wanted.emoji === false || emoji === '' ? title : `${emoji} ${title}`;
    const color = words ? '#1895f5' : COLOURS[kind][state];
    const info = {text: words ? text : `${text}\n${wanted.output ?? 'x'}`, mrkdwn_in: ['text'], color};
    const attachments: Record<string, unknown>[] = [{...info, callback_id: 'info', attachment_type: 'default'}];
    if (!words && state !== 0 && wanted.twoWay !== false) {
        const ids = kind === 'host' ? `uuid=${hostUuid}` : `hostuuid=${hostUuid}&serviceuuid=${serviceUuid}`;
        const address = `${base}/mattermost_module/acknowledge/${kind}.json`;
        const url = `${address}?${ids}&apikey=${wanted.apiKey ?? RECORDED_KEY}`;
        attachments.push({
            text: 'Click to acknowledge this issue.',
            fallback: 'You are unable to acknowledge this',
            color,
            callback_id: 'ack_host',
            attachment_type: 'default',
            actions: [{name: 'Acknowledge', integration: {url}}],
        });
    }
    return {text: '', attachments};
};

/**
 * Every type for a host and a service in every state, from both versions, with and without emojis, in two languages.
 */
export const everyBuiltinCase = (): BuiltinCase[] => {
    const types: NotificationType[] = ['PROBLEM', 'RECOVERY', 'CUSTOM', ...(Object.keys(NOTICE) as NotificationType[])];
    return (['host', 'service'] as const).flatMap((kind) =>
        types.flatMap((type) =>
            COLOURS[kind].flatMap((_, state) =>
                (['v4', 'v5'] as const).flatMap((links) =>
                    [true, false].flatMap((emoji) =>
                        (['en', 'de'] as const).map((language) => ({kind, type, state, links, emoji, language})),
                    ),
                ),
            ),
        ),
    );
};

/** openITCOCKPIT is as the post says, as it was when the module made it. */
export const happen = (
    {url, world}: Pick<OpenitcockpitDouble, 'url' | 'world'>,
    {attachments}: BuiltinPayload,
): void => {
    const said = readBuiltinPost(postedAttachments(attachments), url);
    const ref = said?.serviceuuid ?? said?.hostuuid ?? '';
    switch (said?.notificationtype) {
        case 'ACKNOWLEDGEMENT':
            if (world.get(ref).core.state === 0) {
                world.setState(ref, said.serviceuuid ? 2 : 1);
            }
            world.acknowledge(ref);
            break;
        case 'DOWNTIMESTART':
            world.startDowntime(ref);
            break;
        default:
            if (said?.state !== undefined) {
                world.setState(ref, said.state as State);
            }
    }
};

import {ACTION, ALERT_POST_TYPE, ALERT_PROP, type AlertProps, CHOICE} from '#contract';
import {type Language, textsOf} from '../../../server-proxy/src/domain/texts';
import type {Json} from '../mattermost/json';
import {alertProps} from './fixtures';

/** 24 November 2026, 14:00 in Berlin: the time at which the pictures of cards are taken. */
export const SCENE_TIME = Date.UTC(2026, 10, 24, 13);
export const SCENE_ZONE = 'Europe/Berlin';

const HOUR = 3600;
const NOW = SCENE_TIME / 1000;
/** Nothing listens there: these buttons are looked at. */
const NOWHERE = 'http://127.0.0.1:1/';
const REPORT =
    'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable - 412 bytes in 0.021 second response time, upstream shop-backend-02.internal.example.org answered too late';

const base = alertProps({
    service: {uuid: 's-1', name: 'HTTP shop', url: 'https://oitc.example.org/a/services/browser/s-1'},
    since: NOW - 2 * HOUR,
    output: REPORT,
});

const acknowledgement = {
    author: 'Jane',
    comment: 'restarting the web server',
    at: NOW - HOUR,
    sticky: false,
    via: 'mattermost',
} as const;

/** A card in each state in which people see it. */
export const CARD_SCENES = {
    open: base,
    acknowledged: {...base, look: 'acknowledged', acknowledgement},
    downtime: {
        ...base,
        state: 'WARNING',
        in_downtime: true,
        downtime_from: NOW - HOUR,
        downtime_until: NOW + 2 * HOUR,
        downtime_author: 'Jane',
        downtime_comment: 'new disk',
    },
    recovered: {
        ...base,
        state: 'OK',
        look: 'recovered',
        recovered_at: NOW - 60,
        output: 'HTTP OK: HTTP/1.1 200 OK',
        acknowledgement,
    },
} as const satisfies Record<string, AlertProps>;

export type CardScene = keyof typeof CARD_SCENES;

const action = (id: string, name: string, more: Json): Json => ({
    id,
    name,
    ...more,
    integration: {url: NOWHERE, context: {}},
});

const actionsOf = (scene: CardScene, language: Language): Json[] => {
    const {alerts, actions} = textsOf(language);
    const option = (text: string, value: string) => ({text, value});
    const more = action(ACTION.more, actions.more, {
        type: 'select',
        options: [...[CHOICE.scheduleDowntime, CHOICE.recheck].map((choice) => option(actions.choice[choice], choice))],
    });
    const reasons = action(ACTION.quickReason, alerts.quickReason, {
        type: 'select',
        options: ['Looking into it', 'Known issue', 'Planned work', 'Waiting for vendor'].map((one) =>
            option(one, one),
        ),
    });
    const acknowledge = action(ACTION.acknowledge, alerts.acknowledge, {type: 'button', style: 'primary'});
    switch (scene) {
        case 'recovered':
            return [];
        case 'acknowledged':
            return [
                action(ACTION.removeAcknowledgement, alerts.removeAcknowledgement, {type: 'button', style: 'default'}),
                more,
            ];
        default:
            return [acknowledge, reasons, more];
    }
};

/** The post of a scene, as its bot sends it to Mattermost. */
export const cardPost = (scene: CardScene, language: Language = 'en', changes: Partial<AlertProps> = {}): Json => ({
    type: ALERT_POST_TYPE,
    message: `${scene} ${language}`,
    props: {
        [ALERT_PROP]: {...CARD_SCENES[scene], ...changes},
        attachments: [{title: scene, actions: actionsOf(scene, language)}],
    },
});

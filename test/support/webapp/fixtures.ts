import type {Post} from '@mattermost/types/posts';
import {
    ACTION,
    ALERT_POST_TYPE,
    ALERT_PROP,
    type AlertProps,
    ackDialogCallbackId,
    CHOICE,
    cancelDialogCallbackId,
    downtimeDialogCallbackId,
    FIELD,
} from '#contract';

export const POST_ID = 'p'.repeat(26);
export const CHANNEL_ID = 'c'.repeat(26);
export const TEAM_ID = 't'.repeat(26);
/** Our account: its posts are genuine. */
export const BOT_ID = 'b'.repeat(26);
export const USER_ID = 'u'.repeat(26);

/** The slices of the host's store that the plugin reads. */
export const webappEntities = () => ({
    users: {currentUserId: USER_ID, profiles: {}},
    channels: {channels: {[CHANNEL_ID]: {id: CHANNEL_ID, team_id: TEAM_ID}}},
    teams: {currentTeamId: 'another-team'},
});

export const alertProps = (changes: Partial<AlertProps> = {}): AlertProps => ({
    version: 1,
    key: 'host:1|service:2|problem:3',
    kind: 'service',
    host: {uuid: 'h-1', name: 'web01', url: 'https://oitc.example.org/a/hosts/browser/h-1'},
    service: {uuid: 's-1', name: 'Ping', url: 'https://oitc.example.org/a/services/browser/s-1'},
    state: 'CRITICAL',
    notification_type: 'PROBLEM',
    look: 'problem',
    since: 1_700_050_000,
    output: 'PING CRITICAL - rta nan, lost 100%',
    ...changes,
});

export const acknowledgement = (
    changes: Partial<NonNullable<AlertProps['acknowledgement']>> = {},
): NonNullable<AlertProps['acknowledgement']> => ({
    author: '@alice',
    comment: 'replacing the disk',
    at: 1_700_050_600,
    sticky: false,
    via: 'mattermost',
    ...changes,
});

export const acknowledgeAction = {id: ACTION.acknowledge, type: 'button', name: 'Acknowledge', style: 'primary'};
export const retryAction = {id: ACTION.retry, type: 'button', name: 'Retry'};
export const removeAction = {id: ACTION.removeAcknowledgement, type: 'button', name: 'Remove acknowledgement'};
export const quickReasonAction = {
    id: ACTION.quickReason,
    type: 'select',
    name: 'Acknowledge with …',
    options: [
        {text: 'Looking into it', value: '0'},
        {text: 'Known problem', value: '1'},
    ],
};

export const moreAction = {
    id: ACTION.more,
    type: 'select',
    name: 'More…',
    options: [
        {text: 'Schedule downtime…', value: CHOICE.scheduleDowntime},
        {text: 'Recheck now', value: CHOICE.recheck},
        {text: 'Recheck host and services', value: CHOICE.recheckAll},
    ],
};

interface PostChanges extends Partial<Omit<Post, 'type'>> {
    readonly type?: string;
    readonly alert?: unknown;
    readonly actions?: readonly object[];
}

/** A post as the web client has it, without the actions' `integration`. */
export const alertPost = ({alert = alertProps(), actions = [acknowledgeAction], ...changes}: PostChanges = {}): Post =>
    ({
        id: POST_ID,
        user_id: BOT_ID,
        channel_id: CHANNEL_ID,
        message: 'CRITICAL Ping on web01: PING CRITICAL - rta nan, lost 100%',
        type: ALERT_POST_TYPE,
        update_at: 1,
        props: {
            [ALERT_PROP]: alert,
            attachments: [
                {title: 'Ping on web01', text: 'native text', fields: [{title: 'Host', value: 'web01'}], actions},
            ],
        },
        ...changes,
    }) as unknown as Post;

/** The same alert through a bare incoming webhook: Mattermost renders attachment and buttons below the component. */
export const webhookPost = (alert: AlertProps): Post => {
    const post = alertPost({alert, type: 'slack_attachment'});
    return {...post, props: {...post.props, type: ALERT_POST_TYPE}};
};

export const dialogElements = [
    {
        display_name: 'Comment',
        name: FIELD.comment,
        type: 'textarea',
        help_text: 'Shown in openITCOCKPIT.',
        optional: false,
        min_length: 3,
        max_length: 500,
    },
    {display_name: 'Sticky', name: FIELD.sticky, type: 'bool', default: 'true', placeholder: 'Until recovery'},
    {display_name: 'Notify', name: FIELD.notify, type: 'bool', default: 'false'},
];

/** The value of `dialog` in an `open_dialog` event: JSON text. */
export const dialogEvent = (changes: object = {}, url = 'http://127.0.0.1:8080/api/v1/dialogs'): string =>
    JSON.stringify({
        trigger_id: 'dHJpZ2dlcg==',
        url,
        dialog: {
            callback_id: ackDialogCallbackId(POST_ID),
            title: 'Acknowledge Ping',
            introduction_text: 'CRITICAL Ping on web01',
            submit_label: 'Acknowledge now',
            notify_on_cancel: false,
            state: 'signed-state',
            elements: dialogElements,
            ...changes,
        },
    });

/** The downtime dialog as the handler defines it. */
export const downtimeDialog = {
    callback_id: downtimeDialogCallbackId(POST_ID),
    title: 'Schedule downtime',
    introduction_text: '**CRITICAL · Ping on web01**',
    submit_label: 'Schedule',
    elements: [
        {
            display_name: 'Length',
            name: FIELD.length,
            type: 'select',
            default: '30m',
            optional: true,
            options: [
                {text: '30 minutes', value: '30m'},
                {text: '1 hour', value: '1h'},
                {text: 'until tomorrow, 08:00', value: 'tomorrow 08:00'},
            ],
        },
        {
            display_name: 'Start',
            name: FIELD.start,
            type: 'text',
            help_text: 'Leave empty to start now. Times are in Europe/Berlin.',
        },
        {
            display_name: 'End',
            name: FIELD.end,
            type: 'text',
            help_text: 'Only if it should not end after the length above.',
        },
        {display_name: 'Comment', name: FIELD.comment, type: 'textarea', min_length: 3, max_length: 500},
        {display_name: 'Host and services', name: FIELD.hostAndServices, type: 'bool', default: 'true'},
    ],
};

export const cancelDialog = {
    callback_id: cancelDialogCallbackId(POST_ID),
    title: 'Cancel downtime',
    introduction_text: '**CRITICAL · Ping on web01**',
    submit_label: 'Cancel downtime',
    elements: [{display_name: 'Planned downtimes', name: FIELD.planned, type: 'bool', default: 'false'}],
};

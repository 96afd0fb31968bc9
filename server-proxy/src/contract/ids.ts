/** Names shared by Mattermost, the handler and the webapp. */

/** As in plugin.json; also part of its websocket event names and of its address, `/plugins/<id>`. */
export const PLUGIN_ID = 'openitcockpit';

/** Post type rendered by our component. Mattermost's column for it holds 26 characters. */
export const ALERT_POST_TYPE = 'custom_oitc_alert';

/** Key of `post.props` that holds the alert. */
export const ALERT_PROP = 'oitc_alert';

/** Key of `post.props` that proves a post made through the webhook comes from our notification command. */
export const SIGNATURE_PROP = 'oitc_signature';

/** Key of `post.props` that marks Doctor's test alert: `waiting`, then `answered`. */
export const DOCTOR_PROP = 'oitc_doctor';

/** Action id of the button on Doctor's test alert. */
export const ACTION_DOCTOR = 'doctor';

/** Action id of the menu of a list of problems: brings one of them into the channel. */
export const ACTION_PICK = 'pick';

/** Action ids of bulk actions: begins what a person was shown; tries again what was not confirmed. */
export const ACTION_BULK_CONFIRM = 'bulkconfirm';
export const ACTION_BULK_RETRY = 'bulkretry';

/** Action ids of an alert's post. Mattermost up to 11.9 routes only `[A-Za-z0-9]+`. */
export const ACTION = {
    acknowledge: 'acknowledge',
    quickReason: 'quickreason',
    retry: 'retry',
    removeAcknowledgement: 'removeacknowledgement',
    /** A select, with the options in CHOICE. */
    more: 'more',
} as const;

export type ActionId = (typeof ACTION)[keyof typeof ACTION];

/** Option values of the select `more`. */
export const CHOICE = {
    scheduleDowntime: 'downtime',
    cancelDowntime: 'canceldowntime',
    recheck: 'recheck',
    recheckAll: 'recheckall',
    /** Of services: their performance data, into the thread. */
    graph: 'graph',
} as const;

export type Choice = (typeof CHOICE)[keyof typeof CHOICE];

/** Every other press takes effect at once. */
export const opensDialog = (actionId: string, choice: string): boolean =>
    actionId === ACTION.acknowledge ||
    (actionId === ACTION.more && (choice === CHOICE.scheduleDowntime || choice === CHOICE.cancelDowntime));

/** Element names of our dialogs, as they come back in `submission`. */
export const FIELD = {
    comment: 'comment',
    sticky: 'sticky',
    notify: 'notify',
    hostAndServices: 'host_and_services',
    length: 'length',
    start: 'start',
    end: 'end',
    planned: 'planned',
    apiKey: 'api_key',
} as const;

/** Websocket event, which Mattermost sends as `custom_<plugin id>_panel`: something in the panel may have changed. It says no more. */
export const PANEL_EVENT = 'panel';
/** Action ids of a storm's post. */
export const ACTION_STORM_ACKNOWLEDGE = 'stormacknowledge';
export const ACTION_STORM_LIST = 'stormlist';
/** Action id of *Next page* below the answer to a command. */
export const ACTION_PAGE = 'nextpage';

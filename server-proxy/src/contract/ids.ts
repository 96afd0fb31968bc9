/** Names that Mattermost, the handler and the webapp must spell alike. */

/** Plugin id in plugin.json; also the prefix of its websocket events and of its `/plugins/<id>` address. */
export const PLUGIN_ID = 'openitcockpit';

/** Post type drawn by our component. Mattermost stores it in a column of 26 characters. */
export const ALERT_POST_TYPE = 'custom_oitc_alert';

/** The one key of `post.props` under which the alert travels. */
export const ALERT_PROP = 'oitc_alert';

/** Key of `post.props` by which a post made through the webhook proves that our notification command made it. */
export const SIGNATURE_PROP = 'oitc_signature';

/** Key of `post.props` of Doctor's test alert: `waiting`, then `answered`. */
export const DOCTOR_PROP = 'oitc_doctor';

/** Id of the test alert's action. */
export const ACTION_DOCTOR = 'doctor';

/** Ids of the post's actions. Mattermost routes only `[A-Za-z0-9]+` up to 11.9. */
export const ACTION = {
    acknowledge: 'acknowledge',
    quickReason: 'quickreason',
    retry: 'retry',
    removeAcknowledgement: 'removeacknowledgement',
    /** A select; its options are CHOICE. */
    more: 'more',
} as const;

export type ActionId = (typeof ACTION)[keyof typeof ACTION];

/** What the select `more` offers: the values of its options. */
export const CHOICE = {
    scheduleDowntime: 'downtime',
    cancelDowntime: 'canceldowntime',
    recheck: 'recheck',
    recheckAll: 'recheckall',
} as const;

export type Choice = (typeof CHOICE)[keyof typeof CHOICE];

/** Presses that open a dialog; all others act at once. */
export const opensDialog = (actionId: string, choice: string): boolean =>
    actionId === ACTION.acknowledge ||
    (actionId === ACTION.more && (choice === CHOICE.scheduleDowntime || choice === CHOICE.cancelDowntime));

/** Names of the elements of our dialogs, as they come back in `submission`. */
export const FIELD = {
    comment: 'comment',
    sticky: 'sticky',
    notify: 'notify',
    hostAndServices: 'host_and_services',
    length: 'length',
    start: 'start',
    end: 'end',
    planned: 'planned',
} as const;

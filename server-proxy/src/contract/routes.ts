/**
 * Carries the notification token. Not `Authorization: Bearer`: Mattermost takes what comes there for a token of its own, looks for it in
 * its database twice, and writes it into its log at the level *debug*.
 */
export const NOTIFICATION_TOKEN_HEADER = 'Notification-Token';

/** Paths of the handler, the same for both doors, relative to the door's base address. */
export const ROUTE = {
    notifications: '/api/v1/notifications',
    /** Doctor asks here whether its real notification has arrived. */
    testNotification: '/api/v1/notifications/test',
    actions: '/api/v1/actions',
    dialogs: '/api/v1/dialogs',
    /** System administrators only; plugin only. */
    doctor: '/api/v1/doctor',
    /** Which posts the webapp may draw as alerts; plugin only. */
    genuine: '/api/v1/posts/genuine',
    /** The webapp reports itself alive; plugin only. */
    webPart: '/api/v1/web_part',
    /** The problems that a person may see; plugin only. */
    panel: '/api/v1/panel',
    /** Begins one bulk action for some of them, and tells how far it is; plugin only. */
    panelActions: '/api/v1/panel/actions',
    /** *Save to openITCOCKPIT* in the menu of a reply; plugin only. */
    words: '/api/v1/words',
    /** What openITCOCKPIT tells of one of them; plugin only. */
    panelDetails: '/api/v1/panel/details',
    /** The curves of its performance data; plugin only. */
    panelCurves: '/api/v1/panel/curves',
    /** All subscriptions, for the System Console; system administrators only; plugin only. */
    subscriptions: '/api/v1/subscriptions',
    /** openITCOCKPIT's heartbeat, authenticated by the notification token. */
    heartbeat: '/api/v1/heartbeat',
    /** Autocompletion of the slash command; plugin only. */
    completions: '/api/v1/completions',
    health: '/api/v1/health',
    /** A report as a CSV file, for whoever is logged in; plugin only. */
    reportCsv: '/api/v1/report.csv',
    metrics: '/metrics',
} as const;

/** For the service's own command line, which proves by a token that it can read the settings. The plugin has slash commands instead. */
export const SERVICE_ROUTE = {
    support: '/api/v1/support',
    explain: '/api/v1/explain',
    details: '/api/v1/details',
    /** `server-proxy handover` and `report`. */
    shift: '/api/v1/shift',
} as const;

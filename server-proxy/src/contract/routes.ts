/** Addresses of the handler, the same behind both doors (relative to the door's own base address). */
export const ROUTE = {
    notifications: '/api/v1/notifications',
    /** Doctor asks here whether the notification it had sent has come. */
    testNotification: '/api/v1/notifications/test',
    actions: '/api/v1/actions',
    dialogs: '/api/v1/dialogs',
    /** System administrators only; where there is a System Console. */
    doctor: '/api/v1/doctor',
    /** openITCOCKPIT's sign of life, with the notification token. */
    heartbeat: '/api/v1/heartbeat',
    /** Names that begin as somebody types, for slash commands. */
    hostNames: '/api/v1/names/hosts',
    serviceNames: '/api/v1/names/services',
    health: '/api/v1/health',
    /** For `server-proxy support`; where there is no slash command. */
    support: '/api/v1/support',
    metrics: '/metrics',
} as const;

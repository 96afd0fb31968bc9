/** Addresses of the handler, the same behind both doors (relative to the door's own base address). */
export const ROUTE = {
    notifications: '/api/v1/notifications',
    actions: '/api/v1/actions',
    dialogs: '/api/v1/dialogs',
    /** System administrators only; where there is a System Console. */
    doctor: '/api/v1/doctor',
    health: '/api/v1/health',
    metrics: '/metrics',
} as const;

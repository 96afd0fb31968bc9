/** The rights that alerts need, as the role editor spells them, with their path in the answer. */
const READING: readonly (readonly [shown: string, path: readonly string[]])[] = [
    ['Hosts.browser', ['hosts', 'browser']],
    ['Services.browser', ['services', 'browser']],
    // The lists used for reconciling and for catching up.
    ['Hosts.index', ['hosts', 'index']],
    ['Services.index', ['services', 'index']],
];

/** What actions need in addition. */
const ACTING: typeof READING = [
    ['NagiosModule.Cmd.submit', ['nagiosmodule', 'cmd', 'submit']],
    // Granted with `submit` when the role is saved; missing on a role saved by an older version.
    ['NagiosModule.Cmd.submit_bulk_naemon', ['nagiosmodule', 'cmd', 'submit_bulk_naemon']],
    // To find the downtimes to cancel, and to check that one is planned.
    ['Downtimes.host', ['downtimes', 'host']],
    ['Downtimes.service', ['downtimes', 'service']],
];

/** What catching up reads where only what was notified is posted, or what was missed is told. */
const SENT: typeof READING = [
    ['Notifications.index', ['notifications', 'index']],
    // Granted with `index` when the role is saved.
    ['Notifications.services', ['notifications', 'services']],
];

/** What set-up needs in addition, and only while it is used. */
const SETUP_OBJECTS: typeof READING = [
    ['Commands.index', ['commands', 'index']],
    ['Commands.add', ['commands', 'add']],
    ['Contacts.index', ['contacts', 'index']],
    ['Contacts.add', ['contacts', 'add']],
    // Shows which commands a contact uses.
    ['Contacts.edit', ['contacts', 'edit']],
];
const SETUP_EXPORT: typeof READING = [
    ['Exports.index', ['exports', 'index']],
    // Granted with `index` when the role is saved.
    ['Exports.broadcast', ['exports', 'broadcast']],
    ['Exports.launchExport', ['exports', 'launchexport']],
];

/** @param readsOnly nobody acts from Mattermost @returns e.g. `['NagiosModule.Cmd.submit']` */
export const missingRights = (permissions: unknown, readsOnly = false): string[] =>
    lacking(readsOnly ? READING : [...READING, ...ACTING], permissions);

export const missingCatchUpRights = (permissions: unknown): string[] => lacking(SENT, permissions);

export const missingSetupRights = (permissions: unknown) => ({
    objects: lacking(SETUP_OBJECTS, permissions),
    export: lacking(SETUP_EXPORT, permissions),
});

const lacking = (wanted: typeof READING, permissions: unknown): string[] =>
    wanted.filter(([, path]) => !has(permissions, path)).map(([shown]) => shown);

/** Only needed to map people by e-mail address: it shows the addresses of all users. */
export const mayListUsers = (permissions: unknown): boolean => has(permissions, ['users', 'index']);

const has = (level: unknown, [key, ...rest]: readonly string[]): boolean => {
    if (key === undefined) {
        return true;
    }
    return typeof level === 'object' && level !== null && key in level && has((level as Row)[key], rest);
};

type Row = Readonly<Record<string, unknown>>;

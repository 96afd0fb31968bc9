/** The rights of the API user's role that the loop needs, as the role editor spells them, and where to find them. */
const REQUIRED: readonly (readonly [shown: string, path: readonly string[]])[] = [
    ['Hosts.browser', ['hosts', 'browser']],
    ['Services.browser', ['services', 'browser']],
    // The lists in which the reconciler looks.
    ['Hosts.index', ['hosts', 'index']],
    ['Services.index', ['services', 'index']],
    ['NagiosModule.Cmd.submit', ['nagiosmodule', 'cmd', 'submit']],
    // Comes with `submit` when the role is saved; missing on a role that was saved by an older version.
    ['NagiosModule.Cmd.submit_bulk_naemon', ['nagiosmodule', 'cmd', 'submit_bulk_naemon']],
    // To find the downtimes to cancel, and to see that one is planned.
    ['Downtimes.host', ['downtimes', 'host']],
    ['Downtimes.service', ['downtimes', 'service']],
];

/** What set-up needs besides, and only while it is used. */
const SETUP_OBJECTS: typeof REQUIRED = [
    ['Commands.index', ['commands', 'index']],
    ['Commands.add', ['commands', 'add']],
    ['Contacts.index', ['contacts', 'index']],
    ['Contacts.add', ['contacts', 'add']],
    // Shows which commands a contact uses.
    ['Contacts.edit', ['contacts', 'edit']],
];
const SETUP_EXPORT: typeof REQUIRED = [
    ['Exports.index', ['exports', 'index']],
    // These come with `index` when the role is saved.
    ['Exports.broadcast', ['exports', 'broadcast']],
    ['Exports.launchExport', ['exports', 'launchexport']],
];

/** @returns e.g. `['NagiosModule.Cmd.submit']` */
export const missingRights = (permissions: unknown): string[] => lacking(REQUIRED, permissions);

export const missingSetupRights = (permissions: unknown) => ({
    objects: lacking(SETUP_OBJECTS, permissions),
    export: lacking(SETUP_EXPORT, permissions),
});

const lacking = (wanted: typeof REQUIRED, permissions: unknown): string[] =>
    wanted.filter(([, path]) => !has(permissions, path)).map(([shown]) => shown);

/** Only who maps people by e-mail needs it: it shows the addresses of all users. */
export const mayListUsers = (permissions: unknown): boolean => has(permissions, ['users', 'index']);

const has = (level: unknown, [key, ...rest]: readonly string[]): boolean => {
    if (key === undefined) {
        return true;
    }
    return typeof level === 'object' && level !== null && key in level && has((level as Row)[key], rest);
};

type Row = Readonly<Record<string, unknown>>;

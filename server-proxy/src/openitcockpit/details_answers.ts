import * as z from 'zod/mini';

/** As many rows as a page of ours holds, several times over. */
const MOST_ROWS = 3000;

const rows = z.pipe(z.array(z.unknown()).check(z.maxLength(MOST_ROWS)), z.array(z.unknown()));
const paging = z.optional(z.object({pageCount: z.number()}));
const text = z.nullable(z.string());

/** The browser pages: numbers of host and service, and the parents of a host. */
export const numberedHost = z.object({
    mergedHost: z.object({id: z.number()}),
    parenthosts: z.optional(z.array(z.object({uuid: z.string(), name: z.string()}))),
});
export const numberedService = z.object({
    mergedService: z.object({id: z.number()}),
    host: z.object({Host: z.object({id: z.number()})}),
});

/** `GET /statehistories/host|service/<id>.json` */
export const stateHistory = z.object({all_statehistories: rows, paging});

const stateChange = z.object({
    state: z.number(),
    state_time: z.string(),
    is_hardstate: z.optional(z.nullable(z.union([z.boolean(), z.number()]))),
    output: z.optional(text),
});
export const hostStateChange = z.object({StatehistoryHost: stateChange});
export const serviceStateChange = z.object({StatehistoryService: stateChange});

/** `GET /notifications/hostNotification|serviceNotification/<id>.json` */
export const objectNotifications = z.object({all_notifications: rows, paging});

const sent = z.object({state: z.number(), start_time: z.string()});
const contact = z.object({name: z.string()});
export const hostNotified = z.object({NotificationHost: sent, Contact: contact});
export const serviceNotified = z.object({NotificationService: sent, Contact: contact});

/** `GET /acknowledgements/host|service/<id>.json`; the comment is HTML. */
export const acknowledgements = z.object({all_acknowledgements: rows, paging});

const said = z.object({author_name: z.string(), comment_data: z.string(), entry_time: z.string()});
export const hostSaid = z.object({AcknowledgedHost: said});
export const serviceSaid = z.object({AcknowledgedService: said});

/** `GET /changelogs/index.json`. PHP writes a list in which a row was left out as an object. */
export const changelog = z.object({all_changes: z.union([rows, z.record(z.string(), z.unknown())])});

export const changelogRow = z.object({
    object_id: z.number(),
    objecttype_id: z.number(),
    action: z.enum(['add', 'copy', 'edit', 'delete']),
    name: z.string(),
    created: z.string(),
    user: z.optional(z.nullable(z.object({firstname: z.optional(text), lastname: z.optional(text)}))),
    data_unserialized: z.optional(z.unknown()),
});

/** By table: the fields that were changed, or a list of rows that were. PHP writes nothing as a list. */
export const changedTables = z.record(
    z.string(),
    z.object({data: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])}),
);

const number = z.optional(z.nullable(z.union([z.number(), z.string()])));

/** `GET /graphgenerators/getPerfdataByUuid.json` */
export const perfdata = z.object({performance_data: rows});

/** PHP writes an empty object as `[]`. */
export const gauge = z.object({
    datasource: z.object({
        name: z.optional(text),
        metric: z.optional(text),
        unit: z.optional(text),
        warn: number,
        crit: number,
    }),
    data: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
});

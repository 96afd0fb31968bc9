import * as z from 'zod/mini';
import {unexpectedShape} from './failures';

/** openITCOCKPIT answers a flag as true or as 1, depending on the page. */
const flag = z.union([z.boolean(), z.number()]);

/** As many rows of 3.3 kB as the 10 MB of an answer hold. */
const MOST_ROWS = 3000;
/** Options are short. */
const MOST_CHOICES = 15_000;

/** A longer list is refused before its rows are read, which takes longer than parsing them does. */
const rows = <T extends z.core.$ZodType>(row: T, most = MOST_ROWS) =>
    z.pipe(z.array(z.unknown()).check(z.maxLength(most)), z.array(row));

const status = z.object({
    currentState: z.nullable(z.number()),
    isInMonitoring: z.optional(flag),
    problemHasBeenAcknowledged: flag,
    scheduledDowntimeDepth: z.nullable(z.number()),
    isFlapping: z.optional(z.nullable(flag)),
    isHardstate: z.optional(z.nullable(flag)),
    notifications_enabled: z.optional(z.nullable(flag)),
    output: z.nullable(z.string()),
    /** Pages only. All times here are in the API user's time zone and format. */
    lastCheckUser: z.optional(z.nullable(z.string())),
    last_state_change_user: z.optional(z.nullable(z.string())),
    /** Lists only; on pages these fields are durations. */
    lastCheck: z.optional(z.nullable(z.string())),
    last_state_change: z.optional(z.nullable(z.string())),
    activeChecksEnabled: z.optional(z.nullable(flag)),
    /** Only its units are translated. */
    last_state_change_in_words: z.optional(z.nullable(z.string())),
});

const record = z.object({
    author_name: z.string(),
    comment_data: z.string(),
    is_sticky: flag,
    entry_time: z.optional(z.nullable(z.string())),
});

/** `[]`: not acknowledged; null: the record has not been written yet. */
const acknowledgement = z.union([z.null(), z.array(z.unknown()), record]);

/** `GET /hosts/browser/<uuid>.json`, as far as we use it. */
export const hostPage = z.object({
    mergedHost: z.object({
        uuid: z.string(),
        name: z.string(),
        allowEdit: flag,
        satellite_id: z.optional(z.nullable(z.number())),
    }),
    hoststatus: status,
    acknowledgement,
    /** 0: checked by the master itself. 4.6 has it in `mergedHost` only. */
    satelliteId: z.optional(z.nullable(z.number())),
});

/** `GET /services/browser/<uuid>.json`, as far as we use it. */
export const servicePage = z.object({
    mergedService: z.object({uuid: z.string(), name: z.string(), allowEdit: flag}),
    host: z.object({
        Host: z.object({uuid: z.string(), hostname: z.string(), satelliteId: z.optional(z.nullable(z.number()))}),
    }),
    servicestatus: status,
    acknowledgement,
});

/** The same page: the hosts behind which a host is. */
export const parentsPage = z.object({parenthosts: z.optional(z.array(z.object({uuid: z.string()})))});

const breadcrumb = z.array(z.object({id: z.nullable(z.number())}));

/** The same page: the containers of the host, each as its path from the root. PHP writes an empty object as `[]`. */
export const containersPage = z.object({
    mainContainer: z.optional(breadcrumb),
    sharedContainers: z.optional(z.union([z.array(breadcrumb), z.record(z.string(), breadcrumb)])),
});

/** Where pages are counted, in a list that was not asked to scroll. */
const paging = z.object({pageCount: z.number()});

/**
 * The satellite that checks the host. 0 also for one that the API user may not see, which `is_satellite_host` reveals.
 */
const checkedBy = {
    satelliteId: z.optional(z.nullable(z.number())),
    is_satellite_host: z.optional(z.nullable(flag)),
};

/**
 * `POST /hosts/index.json` and `/services/index.json`. Rows are parsed one by one, so that one odd row spoils no other.
 */
export const hostList = z.object({all_hosts: rows(z.unknown()), paging: z.optional(paging)});
export const serviceList = z.object({all_services: rows(z.unknown()), paging: z.optional(paging)});

/** The same list: where each host is. */
export const hostPlaceList = z.object({
    all_hosts: z.array(
        z.object({
            Host: z.object({hostname: z.string(), allow_edit: flag, containerId: z.optional(z.nullable(z.number()))}),
        }),
    ),
    paging: z.optional(paging),
});

export const hostListRow = z.object({
    Host: z.object({uuid: z.string(), hostname: z.string(), allow_edit: flag, ...checkedBy}),
    Hoststatus: status,
    Acknowledgement: acknowledgement,
});

export const serviceListRow = z.object({
    Service: z.object({uuid: z.string(), servicename: z.string(), allow_edit: flag}),
    Host: z.object({uuid: z.string(), hostname: z.string(), ...checkedBy}),
    Hoststatus: z.optional(z.object({currentState: z.nullable(z.number())})),
    Servicestatus: status,
    Acknowledgement: acknowledgement,
});

/** `GET /hosts/byUuid/<uuid>.json` */
export const hostRow = z.object({host: z.object({uuid: z.string(), name: z.string()})});

/** `GET /services/byUuid/<uuid>.json`; the name is null if it comes from the template. */
export const serviceRow = z.object({
    service: z.object({
        uuid: z.string(),
        name: z.nullable(z.string()),
        servicetemplate: z.object({name: z.string()}),
        host: z.object({uuid: z.string(), name: z.string()}),
    }),
});

const sent = z.object({state: z.number(), start_time: z.string()});

/** `GET /notifications/index.json` and `/notifications/services.json`. Rows are parsed one by one. */
export const notificationList = z.object({all_notifications: rows(z.unknown()), paging: z.optional(paging)});

/** The lists have the name of a host in common; only that of hosts has a `hostname` beside it. */
const notifiedHost = z.object({uuid: z.string(), name: z.string()});

export const hostNotification = z.object({
    Host: notifiedHost,
    NotificationHost: sent,
});

export const serviceNotification = z.object({
    Host: notifiedHost,
    Service: z.object({uuid: z.string(), servicename: z.string()}),
    NotificationService: sent,
});

const downtime = z.object({
    internalDowntimeId: z.number(),
    authorName: z.string(),
    commentData: z.string(),
    duration: z.number(),
    /** In the API user's time zone and format. */
    scheduledStartTime: z.optional(z.nullable(z.string())),
    scheduledEndTime: z.optional(z.nullable(z.string())),
    isRunning: flag,
    isExpired: flag,
    wasCancelled: flag,
});

const NAME = z.optional(z.nullable(z.string()));
/** A row of services names its host, too. */
const downtimeHost = z.object({uuid: z.string(), hostname: NAME});

/** `GET /downtimes/host.json` */
export const hostDowntimes = z.object({
    all_host_downtimes: rows(z.object({Host: downtimeHost, DowntimeHost: downtime})),
    paging,
});

/** `GET /downtimes/service.json` */
export const serviceDowntimes = z.object({
    all_service_downtimes: rows(
        z.object({
            Host: z.optional(downtimeHost),
            Service: z.object({uuid: z.string(), servicename: NAME}),
            DowntimeService: downtime,
        }),
    ),
    paging,
});

/** `GET /profile/edit.json`; `oitcVersion` since 4.6.4. */
export const profile = z.object({
    user: z.object({
        email: z.nullable(z.string()),
        firstname: z.nullable(z.string()),
        lastname: z.nullable(z.string()),
    }),
    oitcVersion: z.optional(z.string()),
});

/** The same page: the format and time zone this user sees. */
export const profileTimes = z.object({user: z.object({dateformat: z.string(), timezone: z.string()})});

/** `GET /angular/user_timezone.json` */
export const serverTime = z.object({
    timezone: z.object({
        server_time_utc: z.optional(z.number()),
        server_time_iso: z.string(),
    }),
});

/** Read is 1, write 2. */
const assignedContainers = z.array(z.object({id: z.number(), _joinData: z.object({permission_level: z.number()})}));

/** `GET /users/index.json` (openITCOCKPIT's UsersController), as far as we use it. */
export const userList = z.object({
    all_users: rows(
        z.object({
            email: z.nullable(z.string()),
            full_name: z.optional(z.nullable(z.string())),
            is_active: flag,
            containers: z.optional(assignedContainers),
            usercontainerroles: z.optional(z.array(z.object({containers: assignedContainers}))),
        }),
    ),
});

/**
 * `GET /users/getUserPermissions.json`: nested, lower-case; a key that exists is a right. PHP writes an empty object as
 * `[]`.
 */
export const permissions = z.object({
    permissions: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
});

/** `GET /commands/index.json`; type 3 is a notification command. */
export const commandList = z.object({
    all_commands: rows(
        z.object({
            Command: z.object({
                id: z.number(),
                name: z.string(),
                command_line: z.string(),
                command_type: z.number(),
                description: z.nullable(z.string()),
                uuid: z.optional(z.string()),
            }),
        }),
    ),
});

/** `POST …/add.json` */
export const createdRow = z.object({id: z.number()});

/** `GET /contacts/index.json` */
export const contactList = z.object({
    all_contacts: rows(z.object({Contact: z.object({id: z.number(), name: z.string()})})),
});

const ids = z.object({_ids: z.array(z.number())});

/** `GET /contacts/edit/<id>.json`, as far as we use it. */
export const contactPage = z.object({
    contact: z.object({
        Contact: z.object({
            id: z.number(),
            name: z.string(),
            description: z.nullable(z.string()),
            containers: ids,
            host_commands: ids,
            service_commands: ids,
        }),
    }),
});

/** Options of a form. PHP's empty list is `[]` as well. */
const choices = rows(z.object({key: z.number(), value: z.string()}), MOST_CHOICES);
export const containerChoices = z.object({containers: choices});
export const timePeriodChoices = z.object({timeperiods: choices});

/** `GET /exports/index.json` */
export const exportPage = z.object({exportRunning: flag});

/** `GET /exports/broadcast.json` */
export const exportProgress = z.object({exportFinished: flag, exportSuccessfully: flag});

/** @throws AppError `openitcockpit_bad_answer` naming the first field that is missing or different */
export const read = <T extends z.core.$ZodType>(schema: T, path: string, value: unknown): z.output<T> => {
    const result = z.safeParse(schema, value);
    if (result.success) {
        return result.data;
    }
    const field = result.error.issues[0]?.path.join('.') || 'an object';
    throw unexpectedShape(path, `the field ${field}`);
};

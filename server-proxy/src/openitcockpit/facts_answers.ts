import * as z from 'zod/mini';

const flag = z.union([z.boolean(), z.number()]);
const maybeText = z.optional(z.nullable(z.string()));
const maybeNumber = z.optional(z.nullable(z.number()));

const rows = z.array(z.unknown());
const paging = z.optional(z.object({pageCount: z.number()}));

/** Rows are parsed one by one, so that one odd row spoils no other. */
export const hostFactsList = z.object({all_hosts: rows, paging});
export const serviceFactsList = z.object({all_services: rows, paging});
export const hostGroupList = z.object({all_hostgroups: rows, paging});
export const serviceGroupList = z.object({all_servicegroups: rows, paging});
export const hostTemplateList = z.object({all_hosttemplates: rows, paging});
export const serviceTemplateList = z.object({all_servicetemplates: rows, paging});

/** `GET /hosts/index.json`: tags are the host's own, priority is its own or its template's. */
export const hostFactsRow = z.object({
    Host: z.object({
        uuid: z.string(),
        hostname: z.string(),
        containerId: maybeNumber,
        /** PHP writes a list with gaps as an object. */
        containerIds: z.optional(z.nullable(z.union([z.array(z.number()), z.record(z.string(), z.number())]))),
        tags: maybeText,
        priority: maybeNumber,
        hosttemplate_id: maybeNumber,
        satelliteId: maybeNumber,
        satelliteName: maybeText,
        is_satellite_host: z.optional(z.nullable(flag)),
    }),
});

/** `GET /services/index.json`: the same. */
export const serviceFactsRow = z.object({
    Service: z.object({uuid: z.string(), servicename: z.string(), tags: maybeText, priority: maybeNumber}),
    Host: z.object({uuid: z.string(), hostname: z.string()}),
});

/** `GET /hostgroups/index.json` and `/servicegroups/index.json`: a group's name is that of its container. */
export const groupRow = z.object({id: z.number(), container: z.object({name: z.string()})});

/** `GET /hostgroups/loadHostgroupWithHostsById/<id>.json` */
export const hostGroupMembers = z.object({hostgroup: z.object({Hosts: rows}), paging});
export const hostMember = z.object({Host: z.object({uuid: z.string()})});

/** `GET /servicegroups/loadServicegroupWithServicesById/<id>.json` */
export const serviceGroupMembers = z.object({servicegroup: z.object({Services: rows}), paging});
export const serviceMember = z.object({Service: z.object({uuid: z.string()})});

/** `GET /hosttemplates/index.json` */
export const hostTemplateRow = z.object({Hosttemplate: z.object({id: z.number(), tags: maybeText})});

/** `GET /servicetemplates/index.json` */
export const serviceTemplateRow = z.object({Servicetemplate: z.object({tags: maybeText})});

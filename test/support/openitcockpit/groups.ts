import {randomUUID} from 'node:crypto';
import type {MonitoredObject} from './objects';
import {CONTAINER} from './recorded_objects';

export interface GroupRow {
    readonly id: number;
    readonly uuid: string;
    name: string;
    /** The container that the group's own container lies in. */
    readonly parentId: number;
    readonly members: Set<string>;
    /** Templates whose objects are members unless they have groups of their own. */
    readonly templates: Set<number>;
}

interface TemplateRow {
    readonly id: number;
    readonly name: string;
    tags: string | null;
}

type Kind = 'hosts' | 'services';

/** Host groups, service groups and templates. */
export class Groups {
    readonly hosts: GroupRow[] = [];
    readonly services: GroupRow[] = [];
    readonly hostTemplates: TemplateRow[] = [{id: 1, name: 'default host', tags: null}];
    readonly serviceTemplates: TemplateRow[] = [{id: 1, name: 'Ping', tags: null}];
    private lastId = 0;

    /** @param members UUIDs */
    add(kind: Kind, name: string, members: readonly string[], more: Partial<GroupRow> = {}): GroupRow {
        this.lastId += 1;
        const group = {
            id: this.lastId,
            uuid: randomUUID(),
            name,
            parentId: CONTAINER.root,
            members: new Set(members),
            templates: new Set<number>(),
            ...more,
        };
        this[kind].push(group);
        return group;
    }

    remove(kind: Kind, name: string): void {
        const kept = this[kind].filter((group) => group.name !== name);
        this[kind].splice(0, this[kind].length, ...kept);
    }

    /** Through the template only what is in no group by itself. */
    isMember(kind: Kind, group: GroupRow, {uuid, templateId}: MonitoredObject): boolean {
        return (
            group.members.has(uuid) ||
            (group.templates.has(templateId) && !this[kind].some(({members}) => members.has(uuid)))
        );
    }
}

import {randomUUID} from 'node:crypto';
import {CONTAINER} from './recorded_objects';

export interface CommandRow {
    id: number;
    name: string;
    command_line: string;
    command_type: number;
    human_args: string | null;
    uuid: string;
    description: string;
}

export interface ContactRow {
    readonly id: number;
    readonly uuid: string;
    readonly fields: Readonly<Record<string, unknown>>;
    readonly containers: readonly number[];
    readonly hostCommands: readonly number[];
    readonly serviceCommands: readonly number[];
}

const CAKE = '/opt/openitc/frontend/bin/cake MattermostModule.mattermost_notification';
const FREE_TEXT = '--ackauthor "$NOTIFICATIONAUTHOR$" --ackcomment "$NOTIFICATIONCOMMENT$"';

/** Installed by the built-in Mattermost module; the host command's name is misspelt in the product, too. */
const BUILTIN: readonly CommandRow[] = [
    {
        id: 82,
        name: 'host-notifiy-by-mattermost',
        command_line:
            `${CAKE} --type Host --notificationtype $NOTIFICATIONTYPE$ --hostuuid "$HOSTNAME$" --state "$HOSTSTATEID$" ` +
            `--output "$HOSTOUTPUT$" ${FREE_TEXT}`,
        command_type: 3,
        human_args: null,
        uuid: '31ac5a53-c4ed-4bef-9c50-c4d411f9d07c',
        description: 'Send host notifications to Mattermost',
    },
    {
        id: 83,
        name: 'service-notify-by-mattermost',
        command_line:
            `${CAKE} --type Service --notificationtype $NOTIFICATIONTYPE$ --hostuuid "$HOSTNAME$" ` +
            `--serviceuuid "$SERVICEDESC$" --state "$SERVICESTATEID$" --output "$SERVICEOUTPUT$" ${FREE_TEXT}`,
        command_type: 3,
        human_args: null,
        uuid: 'fb80a51b-a752-4ec6-99a4-da9f6e37706c',
        description: 'Send service notifications to Mattermost',
    },
];

/** What administrators configure; it only reaches the core with an export. */
export class Configuration {
    commands: CommandRow[] = BUILTIN.map((command) => ({...command}));
    contacts: ContactRow[] = [];
    readonly containers: {readonly key: number; readonly value: string}[] = [
        {key: CONTAINER.root, value: '/root'},
        {key: CONTAINER.tenantA, value: '/root/Tenant A'},
        {key: CONTAINER.tenantB, value: '/root/Tenant B'},
    ];
    timePeriods = [{key: 1, value: '24x7'}];
    /** Ids of contacts that a host, a template or a contact group uses. */
    readonly contactsInUse = new Set<number>();
    exportRunning = false;
    exportEnded: 'none' | 'succeeded' | 'failed' = 'none';
    exports = 0;
    private lastId = 130;

    addCommand(fields: Pick<CommandRow, 'name' | 'command_line' | 'command_type'> & Partial<CommandRow>): number {
        const id = this.nextId();
        this.commands.push({human_args: null, description: '', ...fields, id, uuid: randomUUID()});
        return id;
    }

    addContact(contact: Omit<ContactRow, 'id' | 'uuid'>): number {
        const id = this.nextId();
        this.contacts.push({...contact, id, uuid: randomUUID()});
        return id;
    }

    /** Names of the contacts available to objects of this container: those of it and of the containers it lies in. */
    contactsFor(containerId: number): {key: number; value: unknown}[] {
        const path = this.containers.find(({key}) => key === containerId)?.value ?? '';
        const above = this.containers.filter(({value}) => path === value || path.startsWith(`${value}/`));
        return this.contacts
            .filter(({containers}) => above.some(({key}) => containers.includes(key)))
            .map(({id, fields}) => ({key: id, value: fields.name}));
    }

    private nextId(): number {
        this.lastId += 1;
        return this.lastId;
    }
}

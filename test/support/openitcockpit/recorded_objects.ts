/** Objects, containers and users of the recorded system (test/fixtures/openitcockpit). */

export const CONTAINER = {root: 1, tenantA: 2, tenantB: 3} as const;

export const UUID = {
    web01: '1cce5642-9fc4-451d-8c4a-69dde74728af',
    web01Ping: 'b17ea1f5-ce31-4fe9-9b69-a9a350ed6e6c',
    web01Shop: 'bb5f763b-ff54-49e0-b44e-4ed0874e9d7b',
    web01Disk: '21a535db-ec83-48be-b19e-230994c47a9a',
    db01: '04caaa8d-e9b9-4513-8cdf-4badee29055f',
    db01Ping: 'bd646b9f-3efe-41d1-8ad0-64d70ab9ba0d',
    app02: '3ca6e978-6bf4-4b10-84e6-faa71d66c663',
    app02Ping: '0906aa65-8825-4b74-b72f-5c8c5661cb08',
    root01: '84b79495-ef35-42f2-8b89-febed063cd8e',
    new01: '05305117-be23-4221-a826-59686b8dcd31',
    defaultHost: 'c36b8048-93ce-4385-ac19-ab5c90574b77',
    contact: '152aecaf-e981-4b0b-8e05-86972868547d',
} as const;

export interface HostSeed {
    readonly id: number;
    readonly uuid: string;
    readonly name: string;
    readonly description: string;
    readonly address: string;
    readonly containerId: number;
    /** False: never exported to the monitoring core. */
    readonly exported: boolean;
    readonly output: string;
}

export interface ServiceSeed {
    readonly id: number;
    readonly uuid: string;
    readonly host: string;
    readonly name: string;
    readonly description: string;
    readonly templateId: number;
    readonly commandId: number;
    readonly output: string;
    readonly perfdata: string;
}

const host = (
    id: number,
    name: 'web01' | 'db01' | 'app02' | 'root01' | 'new01',
    description: string,
    address: string,
    containerId: number,
    exported = true,
): HostSeed => ({
    id,
    uuid: UUID[name],
    name,
    description,
    address,
    containerId,
    exported,
    output: 'OK - 192.0.2.1 rta 0.2ms',
});

export const HOST_SEEDS: readonly HostSeed[] = [
    host(2, 'web01', 'Web server <one>', '192.0.2.11', CONTAINER.tenantA),
    host(3, 'db01', 'Database', '192.0.2.12', CONTAINER.tenantA),
    host(4, 'app02', 'App in tenant B', '192.0.2.13', CONTAINER.tenantB),
    host(5, 'root01', 'default host', '192.0.2.14', CONTAINER.root),
    host(6, 'new01', 'never exported', '192.0.2.15', CONTAINER.tenantA, false),
];

const service = (
    id: number,
    uuid: string,
    hostName: string,
    name: string,
    description: string,
    [templateId, commandId]: readonly [number, number],
    output: string,
): ServiceSeed => ({
    id,
    uuid,
    host: hostName,
    name,
    description,
    templateId,
    commandId,
    output,
    perfdata: 'rta=0.2ms;100;500;0',
});

export const SERVICE_SEEDS: readonly ServiceSeed[] = [
    service(6, UUID.web01Ping, 'web01', 'Ping', 'Lan-Ping', [1, 3], 'PING OK'),
    service(7, UUID.web01Shop, 'web01', 'HTTP shop', 'Send request to an HTTP server', [6, 7], 'HTTP OK'),
    service(8, UUID.web01Disk, 'web01', 'Disk /', 'Checks a local disk of the openITCOCKPIT Server', [4, 5], 'DISK OK'),
    service(9, UUID.db01Ping, 'db01', 'Ping', 'Lan-Ping', [1, 3], 'PING OK'),
    service(10, UUID.app02Ping, 'app02', 'Ping', 'Lan-Ping', [1, 3], 'PING OK'),
];

export type UserName = 'admin' | 'bot' | 'botde' | 'limited' | 'readonly' | 'nocmd' | 'viewer' | 'inactive';

export interface ApiUser {
    readonly name: UserName;
    readonly id: number;
    readonly usergroupId: number;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly language: 'en_US' | 'de_DE';
    /** In PHP's letters, as in the profile. */
    readonly dateformat: string;
    readonly timezone: string;
    /** False: lists show the master for hosts of satellites. */
    readonly seesSatellites: boolean;
    readonly active: boolean;
    /** Role that determines the rights; `bot` has exactly what the handler needs. */
    readonly role: 'admin' | 'bot' | 'nocmd' | 'viewer';
    /** Container ids the user may edit; ROOT means everything. Everybody may read ROOT. */
    readonly write: readonly number[];
    readonly read: readonly number[];
}

const everything = [CONTAINER.root, CONTAINER.tenantA, CONTAINER.tenantB];
const user = (name: UserName, id: number, fullName: string, rights: Partial<ApiUser> = {}): ApiUser => {
    const [firstName = '', lastName = ''] = fullName.split(' ');
    return {
        name,
        id,
        usergroupId: 3,
        firstName,
        lastName,
        email: `${name}@example.org`,
        language: 'en_US',
        dateformat: 'H:i:s - d.m.Y',
        timezone: 'Europe/Berlin',
        seesSatellites: true,
        active: true,
        role: 'bot',
        write: everything,
        read: everything,
        ...rights,
    };
};

export const USERS: readonly ApiUser[] = [
    user('admin', 1, 'Ada Admin', {usergroupId: 1, role: 'admin'}),
    user('bot', 2, 'Matter Most'),
    user('botde', 3, 'Dora Deutsch', {language: 'de_DE'}),
    user('limited', 4, 'Lim Ited', {write: [CONTAINER.tenantA], read: [CONTAINER.root, CONTAINER.tenantA]}),
    user('readonly', 5, 'Rea Donly', {write: [], read: [CONTAINER.root, CONTAINER.tenantA]}),
    user('nocmd', 6, 'No Cmd', {usergroupId: 4, role: 'nocmd'}),
    user('viewer', 7, 'View Er', {usergroupId: 2, role: 'viewer'}),
    user('inactive', 8, 'In Active', {active: false}),
];

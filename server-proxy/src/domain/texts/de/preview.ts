import type {preview as en} from '../en/preview';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const preview: typeof en = {
    today: (hosts, services) => `Heute ${counted(hosts, 'Host', 'Hosts')}, ${counted(services, 'Service', 'Services')}`,
    now: (problems) => `jetzt ${counted(problems, 'Problem', 'Probleme')}`,
    posts: (posts) => `die letzten 24 Stunden hätten ${counted(posts, 'Beitrag', 'Beiträge')} gebracht`,
    postsUnknown: 'was die letzten 24 Stunden gebracht hätten, ist nicht bekannt',
    nothing: 'Das trifft auf keinen überwachten Host oder Service zu: Es käme nie ein Beitrag.',
    everything: 'Das trifft auf alle überwachten Hosts und Services zu.',
    unknown: (part) => `Ob es nach ${part} zutrifft, ist nicht für alle Objekte bekannt.`,
    empty: (part, name) => `${part} „${name}“ hat keinen überwachten Host oder Service.`,
    noSuch: (part, name) =>
        `${part} „${name}“ trifft auf nichts zu: vielleicht wurde der Name geändert oder das Objekt gelöscht.`,
    near: (names) => `Meinten Sie ${names}?`,
    or: 'oder',
    all: (part, name) => `${part} „${name}“ trifft auf alle zu, die es gibt.`,
    quoted: (name) => `„${name}“`,
    parts: {
        hosts: 'Host',
        services: 'Service',
        hostGroups: 'Hostgruppe',
        serviceGroups: 'Servicegruppe',
        containers: 'Container',
        tags: 'Tag',
        satellites: 'Satellit',
    },
    by: {
        objects: 'Art',
        state: 'Zustand',
        hosts: 'Host',
        services: 'Service',
        hostGroups: 'Hostgruppe',
        serviceGroups: 'Servicegruppe',
        containers: 'Container',
        tags: 'Tag',
        satellites: 'Satellit',
        priority: 'Priorität',
    },
};

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What a subscription would show, before it is saved. Names are made safe for the place before they get here. */
export const preview = {
    today: (hosts: number, services: number) =>
        `Today ${counted(hosts, 'host', 'hosts')}, ${counted(services, 'service', 'services')}`,
    now: (problems: number) => `now ${counted(problems, 'problem', 'problems')}`,
    posts: (posts: number) => `the last 24 hours would have brought ${counted(posts, 'post', 'posts')}`,
    postsUnknown: 'what the last 24 hours would have brought is not known',
    nothing: 'This matches no monitored host or service: it would never post anything.',
    everything: 'This matches every monitored host and service.',
    unknown: (part: string) => `Whether it matches by ${part} is not known for all objects.`,
    empty: (part: string, name: string) => `${part} "${name}" has no monitored host or service.`,
    noSuch: (part: string, name: string) => `${part} "${name}" matches nothing: it may have been renamed or deleted.`,
    near: (names: string) => `Did you mean ${names}?`,
    or: 'or',
    all: (part: string, name: string) => `${part} "${name}" matches all there are.`,
    quoted: (name: string) => `"${name}"`,
    parts: {
        hosts: 'Host',
        services: 'Service',
        hostGroups: 'Host group',
        serviceGroups: 'Service group',
        containers: 'Container',
        tags: 'Tag',
        satellites: 'Satellite',
    },
    by: {
        objects: 'kind',
        state: 'state',
        hosts: 'host',
        services: 'service',
        hostGroups: 'host group',
        serviceGroups: 'service group',
        containers: 'container',
        tags: 'tag',
        satellites: 'satellite',
        priority: 'priority',
    },
};

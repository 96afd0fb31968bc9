/** What openITCOCKPIT says of hosts and services besides their state. */
export const facts = {
    notRead: (why: string, minutes: number | undefined) =>
        minutes === undefined
            ? `The groups, containers and tags of hosts and services could not be read, so that subscriptions that ask for them get nothing: ${why}`
            : `The groups, containers and tags of hosts and services are ${minutes} minutes old: ${why}`,
    partMissing: (part: string, why: string) =>
        `Subscriptions cannot be matched by ${part}; everything else works. ${why}`,
    parts: {
        hostGroups: 'host groups',
        serviceGroups: 'service groups',
        containers: 'containers',
        inheritedTags: 'tags that objects have from their templates',
    },
};

/** Which members of a post's channel may act. */
export const POLICIES = ['everyone', 'listed', 'mapped', 'connected'] as const;

export type PolicyName = (typeof POLICIES)[number];

/** Names as the settings write them, in lower case. */
export interface ActionPolicy {
    readonly name: PolicyName;
    /** `listed`: Mattermost user names and user ids. */
    readonly users: ReadonlySet<string>;
    /** `listed`: group names, without `@`. */
    readonly groups: readonly string[];
    /** `listed`: the word `system_admin` stands for everybody with that role, never for a user of that name. */
    readonly systemAdmins: boolean;
    /** `mapped`: names or addresses of openITCOCKPIT users, by Mattermost user name or user id. */
    readonly identities: ReadonlyMap<string, string>;
}

const SYSTEM_ADMINS = 'system_admin';

/** @param list user names, user ids, `@group`, `system_admin` */
export const actionPolicy = (
    name: PolicyName,
    list: readonly string[],
    identities: ReadonlyMap<string, string>,
): ActionPolicy => {
    const words = list.map((word) => word.toLowerCase());
    return {
        name,
        users: new Set(words.filter((word) => !word.startsWith('@') && word !== SYSTEM_ADMINS)),
        groups: words.filter((word) => word.startsWith('@')).map((word) => word.slice(1)),
        systemAdmins: words.includes(SYSTEM_ADMINS),
        identities,
    };
};

export const identitiesOf = (lines: readonly string[]): ReadonlyMap<string, string> =>
    new Map(lines.map(identityOf).filter((pair) => pair !== undefined));

/** @returns the pair of a line `mattermost name = openITCOCKPIT user`, or undefined if the line is not one */
export const identityOf = (line: string): readonly [string, string] | undefined => {
    const [left = '', user = '', ...others] = line.split('=').map((part) => part.trim());
    const [, person] = /^@?(\S+)$/.exec(left) ?? [];
    return person === undefined || user === '' || others.length > 0 ? undefined : [person.toLowerCase(), user];
};

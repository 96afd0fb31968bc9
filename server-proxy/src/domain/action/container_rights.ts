/** Every user may read the root container; who may edit it may edit everything. */
const ROOT = 1;

/** What a user of openITCOCKPIT may do in which container, as assigned: true = edit, false = read only. */
export type ContainerRights = ReadonlyMap<number, boolean>;

/** Ids from the root down to the container; undefined where the API key may not see one. */
export type ContainerPath = readonly (number | undefined)[];

/**
 * May somebody with these rights edit what is in these containers? One of them is enough, and a right holds for all
 * containers below, up to one with a right of its own.
 * @returns undefined when it cannot be told, because the API key does not see enough
 */
export const mayEdit = (rights: ContainerRights, paths: readonly ContainerPath[]): boolean | undefined => {
    if (rights.get(ROOT)) {
        return true;
    }
    const answers = paths.map((path) => mayEditIn(rights, path));
    if (answers.includes(true)) {
        return true;
    }
    return answers.length === 0 || answers.includes(undefined) ? undefined : false;
};

const mayEditIn = (rights: ContainerRights, path: ContainerPath): boolean | undefined => {
    const deciding = path.findLast((id) => id === undefined || rights.has(id));
    if (deciding !== undefined) {
        return rights.get(deciding);
    }
    return path.length === 0 || path.includes(undefined) ? undefined : false;
};

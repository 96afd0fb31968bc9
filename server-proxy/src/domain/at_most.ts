/**
 * Limit of an LRUCache. Entries are counted as sizes, because with `max` it allocates all of its room at once: half a megabyte
 * for 20 000 entries, most of which never come.
 */
export const atMost = (entries: number) => ({maxSize: entries, sizeCalculation: () => 1});

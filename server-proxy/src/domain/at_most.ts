/**
 * Limit of an LRUCache. Entries are counted as sizes, because with `max` it allocates everything up front: half a megabyte
 * for 20 000 entries, most of which are never used.
 */
export const atMost = (entries: number) => ({maxSize: entries, sizeCalculation: () => 1});

/** A JSON object of unknown shape, from a client or an integration. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

/** Go's zero value for a string field that is missing or of another type. */
export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

/** Length as Go counts it: code points, not UTF-16 units. */
export const runeCount = (text: string): number => {
    let count = 0;
    for (const _ of text) count += 1;
    return count;
};

/** Drops keys whose value is Go's zero value, like `omitempty`. */
export const omitEmpty = (object: Json): Json =>
    Object.fromEntries(
        Object.entries(object).filter(
            ([, value]) =>
                value !== undefined &&
                value !== null &&
                value !== '' &&
                value !== false &&
                value !== 0 &&
                !(Array.isArray(value) && value.length === 0),
        ),
    );

/** Sizes both halves must respect. Lengths are in UTF-16 code units unless said. */
export const LIMIT = {
    /** openITCOCKPIT stores 1024 characters of an acknowledgement comment; we stay below it. */
    comment: 1000,
    /** openITCOCKPIT stores 255 characters of an acknowledgement author. */
    author: 255,
    /** Plugin output shown in a post; the rest is one click away in openITCOCKPIT. */
    output: 1500,
    /** A Mattermost message holds 16 383 runes; one line needs far less. */
    message: 4000,
    name: 200,
    /** Why an action waits. */
    queuedBecause: 500,
} as const;

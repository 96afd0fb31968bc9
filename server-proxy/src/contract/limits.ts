/** Limits shared by the handler and the webapp, in UTF-16 code units unless stated otherwise. */
export const LIMIT = {
    /** openITCOCKPIT stores 1024 characters of an acknowledgement comment. */
    comment: 1000,
    /** What openITCOCKPIT stores of an acknowledgement's author. */
    author: 255,
    /** Plugin output in a post; the rest is one click away in openITCOCKPIT. */
    output: 1500,
    /** Mattermost allows 16 383 runes; a single line needs far fewer. */
    message: 4000,
    name: 200,
    /** Why an action is queued. */
    queuedBecause: 500,
} as const;

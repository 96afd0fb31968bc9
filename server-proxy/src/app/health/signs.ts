/** When something was last heard of. Unix seconds. */
export interface Sign {
    readonly at: number;
    readonly age_seconds: number;
}

/** Something of which there should be none. */
export interface Backlog {
    readonly count: number;
    /** Unix seconds since which there has been any; absent when there is none. */
    readonly since?: number;
}

/** The same with its age, as the health page shows it. */
export interface AgedBacklog extends Backlog {
    readonly age_seconds?: number;
}

export const NO_BACKLOG: Backlog = {count: 0};

/** What tells "nothing is wrong" from "nothing is heard". */
export interface Signs {
    /** null: never. */
    readonly heard: {
        readonly notification: Sign | null;
        readonly event: Sign | null;
        /** openITCOCKPIT's interface was last read, and no reading has failed since. */
        readonly reading: Sign | null;
    };
    /** Posts of this node that do not show yet what is known. */
    readonly posts_behind: AgedBacklog;
    readonly unreadable_records: AgedBacklog;
}

export const signAt = (at: number | undefined, now: number): Sign | null =>
    at === undefined ? null : {at, age_seconds: Math.max(0, now - at)};

export const aged = (backlog: Backlog, now: number): AgedBacklog =>
    backlog.since === undefined ? backlog : {...backlog, age_seconds: Math.max(0, now - backlog.since)};

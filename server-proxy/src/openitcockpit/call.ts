/** One request to openITCOCKPIT, as the policies and the error sentences need to know it. */
export interface Call {
    /** For metrics and logs, e.g. `read_status`. */
    readonly operation: string;
    /** Path without query, with `.json`; safe to log. */
    readonly path: string;
    /** `angular=true` where the page needs it; never on the command endpoints. */
    readonly angular: boolean;
    /** More of the query, e.g. filters; values are encoded. */
    readonly query?: Readonly<Record<string, string>>;
    /** The right of the role, as the role editor shows it: `Hosts › browser`. */
    readonly right: string;
    /** What the path names. */
    readonly object?: 'host' | 'service';
    /** Present: POST of this JSON. Absent: GET. */
    readonly body?: unknown;
    /** What the call changes in the configuration: openITCOCKPIT says what it dislikes in it. */
    readonly changes?: 'command' | 'contact';
    /** A command must not be repeated once it may have arrived. */
    readonly command: boolean;
    /** It only helps to judge other answers: nobody waits long for it, and its failure is no news. */
    readonly aside?: true;
}

/** JSON of an answer, and when openITCOCKPIT wrote it: somewhere in between. Milliseconds of our clock. */
export interface TimedAnswer {
    readonly json: unknown;
    readonly asked: number;
    readonly answered: number;
}

/** An answer, before anybody judged it. */
export interface HttpAnswer {
    readonly status: number;
    /** The address asked. */
    readonly url: string;
    readonly contentType: string;
    readonly location: string | undefined;
    /** The body when it is a JSON object. */
    readonly json: Readonly<Record<string, unknown>> | undefined;
}

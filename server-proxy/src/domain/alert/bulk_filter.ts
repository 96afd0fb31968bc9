import {type ProblemFilter, parseProblemFilter} from './problem_filter';

/** What somebody wants many of at once. */
export interface BulkFilter extends Pick<ProblemFilter, 'words' | 'states'> {
    /** Name of the host whose services are meant as well; empty: every host. */
    readonly host: string;
    /** As it was understood, for people; empty: everything. */
    readonly typed: string;
}

/** Reads `web critical`, as lists of problems do, and `host:web01`, whose name may have blanks if it is in quotes. */
export const parseBulkFilter = (typed: string): BulkFilter => {
    const named = /(?:^| )host:(?:"([^"]+)"|(\S+))/i.exec(typed);
    const rest = named ? typed.replace(named[0], ' ') : typed;
    const {words, states} = parseProblemFilter(rest.trim());
    const host = (named?.[1] ?? named?.[2] ?? '').trim();
    return {
        words,
        states,
        host,
        typed: [host === '' ? '' : `host:${host}`, ...words, ...states.map((state) => state.toLowerCase())]
            .filter((part) => part !== '')
            .join(' '),
    };
};

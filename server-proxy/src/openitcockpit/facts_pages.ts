import type * as z from 'zod/mini';
import type {FactsSink, Turn} from '../app/routing/facts_port';
import {chunksOf} from '../domain/chunks';
import {read} from './answers';
import type {Call} from './call';
import {LIST_SIZE} from './status_lists';

export interface FactsReader {
    readonly send: (call: Call) => Promise<unknown>;
    readonly turn: Turn;
    readonly sink: FactsSink;
}

/** 100 000 rows: a list that ignores its page must not be read for ever. */
const MOST_PAGES = 500;
/** Leaves one of the three slots to people who are waiting. */
const AT_ONCE = 2;

interface List<Page extends Paged> {
    readonly path: string;
    readonly right: string;
    readonly object?: 'group';
    readonly schema: z.ZodMiniType<Page>;
    /** A stable order, so that no row moves to another page meanwhile. */
    readonly sort?: string;
    /** Only the lists of hosts and services take a POST, which holds any filter. */
    readonly filter?: Readonly<Record<string, readonly string[]>>;
}

interface Paged {
    readonly paging?: {readonly pageCount: number} | undefined;
}

/** Does the work for all items, two at once, each pair in a turn of its own. */
export const twoByTwo = async <T>(
    {turn}: Pick<FactsReader, 'turn'>,
    items: readonly T[],
    work: (item: T) => Promise<void>,
): Promise<void> => {
    for (const pair of chunksOf(items, AT_ONCE)) {
        await turn(() => Promise.all(pair.map(work)));
    }
};

/** Reads a whole list in turns. @param take gets each page and the path it is from */
export const everyPage = async <Page extends Paged>(
    reader: Pick<FactsReader, 'send' | 'turn'>,
    list: List<Page>,
    take: (page: Page, path: string) => void,
): Promise<void> => {
    const pages = await reader.turn(() => readPage(reader, list, 1, take));
    await twoByTwo(reader, pagesFrom(2, pages), async (page) => {
        await readPage(reader, list, page, take);
    });
};

/** The same inside a turn that the caller has taken. */
export const everyPageInTurn = async <Page extends Paged>(
    reader: Pick<FactsReader, 'send'>,
    list: List<Page>,
    take: (page: Page, path: string) => void,
): Promise<void> => {
    const pages = await readPage(reader, list, 1, take);
    for (const page of pagesFrom(2, pages)) {
        await readPage(reader, list, page, take);
    }
};

/** @returns how many pages there are */
export const readPage = async <Page extends Paged>(
    {send}: Pick<FactsReader, 'send'>,
    list: List<Page>,
    number: number,
    take: (page: Page, path: string) => void,
): Promise<number> => {
    const call = pageOf(list, number);
    const page = read(list.schema, call.path, await send(call));
    take(page, call.path);
    return Math.min(page.paging?.pageCount ?? 1, MOST_PAGES);
};

const pagesFrom = (first: number, last: number): number[] =>
    Array.from({length: Math.max(0, last - first + 1)}, (_, at) => first + at);

const pageOf = ({path, right, object, sort, filter}: Omit<List<Paged>, 'schema'>, page: number): Call => ({
    operation: 'read_object_facts',
    path,
    query: {
        scroll: 'false',
        ...(sort === undefined ? {} : {sort, direction: 'asc'}),
        limit: String(LIST_SIZE),
        page: String(page),
    },
    angular: true,
    right,
    ...(object && {object}),
    ...(filter && {body: {filter}}),
    command: false,
});

/** Rows are parsed one by one, so that one odd row spoils no other. */
export const readable = <T>(schema: z.ZodMiniType<T>, path: string, rows: readonly unknown[]): T[] =>
    rows.flatMap((row) => {
        try {
            return [read(schema, path, row)];
        } catch {
            return [];
        }
    });

import {documents} from './documents';

export interface ShellBlock {
    /** Page and line, e.g. `docs/setup.md:59`. */
    readonly place: string;
    readonly text: string;
    /** Why tests do not run it, from `<!-- not run here: why -->` above the block. */
    readonly notRun: string | undefined;
}

const BLOCK = /^(?: *<!-- not run here: ([^>]+?) -->\n)?( *)```sh\n([\s\S]*?)^\2```$/gm;

const indentedBy = (text: string, indent: string): string => text.replaceAll(`\n${indent}`, '\n').slice(indent.length);

/** Every block marked `sh`, in the order of the pages. */
export const shellBlocks = (): ShellBlock[] =>
    documents().flatMap(({path, text}) =>
        [...text.matchAll(BLOCK)].map(([whole, notRun, indent = '', commands = ''], index, all) => {
            const start = text.indexOf(whole, index === 0 ? 0 : (all[index - 1]?.index ?? 0) + 1);
            const line = text.slice(0, start).split('\n').length;
            return {place: `${path}:${line}`, text: indentedBy(commands, indent), notRun};
        }),
    );

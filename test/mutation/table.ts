/** The part of Stryker's result that the table needs. */
export interface Tried {
    /** From the repository's root. */
    readonly file: string;
    /** `Killed`, `Timeout`, `Survived`, `NoCoverage`; others tell nothing about tests. */
    readonly status: string;
}

export interface Count {
    readonly mutants: number;
    readonly killed: number;
    readonly survived: number;
}

/** An endless loop is noticed as well as a failing test. */
const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

export const countOf = (tried: readonly Tried[]): Count => {
    const killed = tried.filter(({status}) => KILLED.includes(status)).length;
    const survived = tried.filter(({status}) => SURVIVED.includes(status)).length;
    return {mutants: killed + survived, killed, survived};
};

/** Percent, rounded down: 85.0 is never less than 85. */
export const scoreOf = ({mutants, killed}: Count): string =>
    mutants === 0 ? '–' : `${(Math.floor((killed / mutants) * 1000) / 10).toFixed(1)} %`;

const rowOf = (name: string, count: Count): string =>
    `| ${name} | ${count.mutants} | ${count.killed} | ${count.survived} | ${scoreOf(count)} |`;

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

/** A row a folder, its files below it, and the total; no dates, so that only figures that changed are changes. */
export const mutationTable = (tried: readonly Tried[]): string => {
    const of = (isMeant: (file: string) => boolean): Count => countOf(tried.filter(({file}) => isMeant(file)));
    const files = [...new Set(tried.map(({file}) => file))].filter((file) => of((one) => one === file).mutants > 0);
    const rows = [...new Set(files.map(folderOf))].sort().flatMap((folder) => [
        rowOf(
            `**\`${folder}\`**`,
            of((file) => folderOf(file) === folder),
        ),
        ...files
            .filter((file) => folderOf(file) === folder)
            .sort()
            .map((file) =>
                rowOf(
                    `\`${file.slice(folder.length + 1)}\``,
                    of((one) => one === file),
                ),
            ),
    ]);
    const head = ['| File | Mutants | Killed | Survived | Score |', '| --- | ---: | ---: | ---: | ---: |'];
    return [...head, ...rows, rowOf('**Total**', countOf(tried))].join('\n');
};

const BEGIN = '<!-- mutation table: written by npm run mutate -->';
const END = '<!-- end of the mutation table -->';

/** @throws when the page has no place for the table */
export const withTable = (page: string, table: string): string => {
    const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
    if (begin === -1 || end < begin) {
        throw new Error(`The page must have the lines "${BEGIN}" and "${END}".`);
    }
    return `${page.slice(0, begin + BEGIN.length)}\n${table}\n${page.slice(end)}`;
};

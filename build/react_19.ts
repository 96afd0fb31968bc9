import {cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {inRepository} from './paths.ts';

/**
 * React 19 and, beside it, the packages that ask for React: Node finds `react` from where a file is, so copies of them
 * in a folder with React 19 share that one, and those in node_modules stay with React 18.
 */
const COPIES: Readonly<Record<string, string>> = {
    react: 'react-19',
    'react-dom': 'react-dom-19',
    'react-intl': 'react-intl',
    'react-redux': 'react-redux',
    'use-sync-external-store': 'use-sync-external-store',
    '@testing-library/react': '@testing-library/react',
};

/** Within node_modules, so that everything else is found from there as usual. */
const FOLDER = inRepository('node_modules/.react-19');

/** For `resolve.alias` of a test project. */
export const REACT_19: Readonly<Record<string, string>> = Object.fromEntries(
    Object.keys(COPIES).map((name) => [name, join(FOLDER, 'node_modules', name)]),
);

const versions = (): string =>
    JSON.stringify(
        Object.values(COPIES).map((name) => {
            const file = inRepository('node_modules', name, 'package.json');
            return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as {version: string}).version}`;
        }),
    );

/** Vitest's global set-up. The folder appears whole, as two runs may want it at once. */
export const setup = (): void => {
    const marker = join(FOLDER, 'versions.json');
    const wanted = versions();
    if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) {
        return;
    }
    const made = mkdtempSync(`${FOLDER}-`);
    for (const [name, from] of Object.entries(COPIES)) {
        cpSync(inRepository('node_modules', from), join(made, 'node_modules', name), {recursive: true});
    }
    writeFileSync(join(made, 'versions.json'), wanted);
    rmSync(FOLDER, {recursive: true, force: true});
    renameSync(made, FOLDER);
};

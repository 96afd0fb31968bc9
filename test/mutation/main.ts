// `npm run mutate [-- file or pattern …]`: breaks the code in many small ways, one at a time, and sees whether a test
// notices. Without arguments everything, and the table of docs/mutation.md; with arguments those files only, and the
// table on the console.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join, relative} from 'node:path';
import {parseArgs} from 'node:util';
import {Stryker} from '@stryker-mutator/core';
import {inRepository} from '../../build/paths';
import {FOLDER, strykerOptions} from './options';
import {mutationTable, withTable} from './table';

const PAGE = inRepository('docs/mutation.md');

const {values, positionals: files} = parseArgs({
    allowPositionals: true,
    options: {concurrency: {type: 'string'}, incremental: {type: 'boolean', default: false}},
});
process.chdir(inRepository());
mkdirSync(FOLDER, {recursive: true});
// A run that was broken off leaves its copy of the repository.
rmSync(join(FOLDER, 'sandbox'), {recursive: true, force: true});
const concurrency = Number(values.concurrency ?? availableParallelism());
const options = strykerOptions({files, concurrency, incremental: values.incremental});
const results = await new Stryker(options).runMutationTest();
const table = mutationTable(
    results.map(({fileName, status}) => ({file: relative(inRepository(), fileName).replaceAll('\\', '/'), status})),
);
console.log(`\n${table}`);
if (files.length === 0) {
    writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), table));
    console.log(`\nWritten to ${relative(inRepository(), PAGE)}.`);
}

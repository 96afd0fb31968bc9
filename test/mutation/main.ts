// `npm run mutate [-- file or pattern …]`: breaks the code in many small ways, one at a time, and sees whether a test
// notices. Without arguments everything, and the table of docs/mutation.md; with arguments those files only, and no table.
import {mkdirSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {Stryker} from '@stryker-mutator/core';
import {inRepository} from '../../build/paths';
import {FOLDER, strykerOptions} from './options';

const {values, positionals: files} = parseArgs({
    allowPositionals: true,
    options: {concurrency: {type: 'string'}, incremental: {type: 'boolean', default: false}},
});
process.chdir(inRepository());
mkdirSync(FOLDER, {recursive: true});
const concurrency = Number(values.concurrency ?? availableParallelism());
const results = await new Stryker(
    strykerOptions({files, concurrency, incremental: values.incremental}),
).runMutationTest();
console.log(results.length);

// Runs before every test file: a test fails if it reads this machine's settings or connects beyond it.
import {randomUUID} from 'node:crypto';
import {realpathSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, inject} from 'vitest';
import {stayHome} from './guard';
import {breachesIn} from './report';

const {clone, folder} = inject('stayHome');
const report = join(folder, `${randomUUID()}.txt`);
const loader = `${report}.cjs`;
const nodeOptions = [process.env.NODE_OPTIONS ?? '', `--require ${JSON.stringify(loader)}`].join(' ').trim();
const homes = [clone, tmpdir(), realpathSync(tmpdir())];
const ofChildren = {homes, report, who: 'A program that this test started', nodeOptions};
writeFileSync(
    loader,
    `require(${JSON.stringify(join(folder, 'guard.cjs'))}).stayHome(${JSON.stringify(ofChildren)});\n`,
);
// Libraries replace them as soon as they serve.
const {Request, Response} = globalThis;
const leave = stayHome({...ofChildren, who: 'This test'});

const failOnBreach = (): void => {
    const breaches = breachesIn(report);
    if (breaches.length > 0) {
        throw new Error(breaches.join('\n'));
    }
};
afterEach(failOnBreach);
afterAll(() => {
    // The next file may run in the same process, and brings its own guard.
    leave();
    Object.assign(globalThis, {Request, Response});
    failOnBreach();
});

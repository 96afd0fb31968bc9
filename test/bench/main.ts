// `npm run bench`: builds, then measures on this machine and prints one table. Targets are those of docs/performance.md.
import {cpus, totalmem} from 'node:os';
import {setTimeout as sleep} from 'node:timers/promises';
import {buildAll} from '../../build/build_all';
import {benchCatchUp} from './catch_up';
import {benchClicks} from './click';
import {startBenchDoubles} from './doubles';
import {startHandler} from './handler';
import {benchLivingPosts} from './living_posts';
import {printTable, type Row, row} from './measure';
import {benchNotify} from './notify';
import {benchReconciler} from './reconcile';
import {benchStorm} from './storm';

const MAX_BUNDLE = 30 * 1024;

const main = async (): Promise<readonly Row[]> => {
    const [webapp] = await buildAll();
    const doubles = await startBenchDoubles();
    const handler = await startHandler(doubles);
    try {
        const size = webapp?.gzipped ?? Number.NaN;
        return [
            ...(await benchClicks(doubles, handler)),
            ...(await settled()),
            ...(await benchStorm(doubles, handler)),
            ...(await benchNotify(handler)),
            ...(await benchLivingPosts()),
            ...(await benchReconciler()),
            ...(await benchCatchUp()),
            row('webapp bundle, gzipped', `${(size / 1024).toFixed(1)} KB`, '≤ 30 KB', size <= MAX_BUNDLE),
        ];
    } finally {
        await handler.stop();
        doubles.stop();
    }
};

/** The last thread lines of the clicks are written after their posts changed; they must not count as storm. */
const settled = async (): Promise<Row[]> => {
    await sleep(1000);
    return [];
};

console.log(`${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`);
const rows = await main();
printTable(rows);
process.exit(rows.every(({ok}) => ok) ? 0 : 1);

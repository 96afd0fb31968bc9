// `npm run bench`: builds, then measures on this machine and prints one table. Targets are those of docs/performance.md.
import {cpus, totalmem} from 'node:os';
import {setTimeout as sleep} from 'node:timers/promises';
import {buildAll} from '../../build/build_all';
import {putFigures} from '../support/put_figures';
import {benchCatchUp} from './catch_up';
import {benchChannelStorm} from './channel_storm';
import {benchClicks} from './click';
import {startBenchDoubles} from './doubles';
import {startHandler} from './handler';
import {benchLivingPosts} from './living_posts';
import {printTable, type Row, row, tableOf} from './measure';
import {benchNotify} from './notify';
import {benchReconciler} from './reconcile';
import {benchStorm} from './storm';
import {benchStream} from './stream';

const MAX_BUNDLE = 33 * 1024;

/** `npm run bench -- stream`: the event stream alone. */
const stream = async (): Promise<readonly Row[]> => {
    await buildAll();
    return benchStream();
};

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
            ...(await benchChannelStorm(doubles)),
            ...(await benchNotify(handler)),
            ...(await benchLivingPosts()),
            ...(await benchReconciler()),
            ...(await benchCatchUp()),
            ...(await benchStream()),
            row('webapp bundle, gzipped', `${(size / 1024).toFixed(1)} KB`, '≤ 33 KB', size <= MAX_BUNDLE),
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
const [part, ...options] = process.argv.slice(2);
const isStream = part === 'stream';
const rows = isStream ? await stream() : await main();
printTable(rows);
if (isStream && options.includes('--write')) {
    putFigures('docs/performance.md', 'npm run bench -- stream --write', tableOf(rows));
}
process.exit(rows.every(({ok}) => ok) ? 0 : 1);

// `npm run bench`: builds, then measures on this machine and prints one table. Targets are those of docs/performance.md.
import {cpus, totalmem} from 'node:os';
import {setTimeout as sleep} from 'node:timers/promises';
import {buildAll} from '../../build/build_all';
import {launchChromium} from '../../build/chromium';
import {putFigures} from '../support/put_figures';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {benchBulk} from './bulk';
import {benchCalls} from './calls';
import {benchCatchUp} from './catch_up';
import {benchChannelStorm} from './channel_storm';
import {benchClicks} from './click';
import {startBenchDoubles} from './doubles';
import {startHandler} from './handler';
import {benchLivingPosts} from './living_posts';
import {printTable, type Row, row, tableOf} from './measure';
import {benchNotify} from './notify';
import {benchPanel} from './panel';
import {benchReal} from './real';
import {benchRealStorm} from './real_storm';
import {benchReconciler} from './reconcile';
import {benchRouting} from './routing';
import {benchStorm} from './storm';
import {benchStream} from './stream';

const MAX_BUNDLE = 60 * 1024;

/** `npm run bench -- routing`: subscriptions and object facts alone. Nothing needs to be built for them. */
const routing = (): Promise<readonly Row[]> => benchRouting();

/** `npm run bench -- stream`: the event stream alone. */
const stream = async (): Promise<readonly Row[]> => {
    await buildAll();
    return benchStream();
};

/** `npm run bench -- panel`: the panel with 5 000 problems, in Chromium. */
const panel = async (): Promise<readonly Row[]> => {
    await buildAll();
    return benchPanel();
};

const ROUNDS = 5;
const IN_A_ROUND = 200;
const IN_THE_STORM = 500;

/** `npm run bench -- real`: on the Mattermost that MATTERMOST_URL names, which gets and loses the plugin: beside plain posts, and a storm. */
const real = async (): Promise<readonly Row[]> => {
    const {MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN: adminToken} = process.env;
    const bundle = builtBundle();
    if (!MATTERMOST_URL || !adminToken || !bundle) {
        throw new Error('This needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and a bundle made by npm run dist.');
    }
    const url = MATTERMOST_URL.replace(/\/+$/, '');
    const place = {url, adminToken, door: pluginDoor(bundle)};
    const browser = await launchChromium();
    try {
        return [
            ...(await benchReal({...place, rounds: ROUNDS, count: IN_A_ROUND})),
            ...(await benchRealStorm({...place, services: IN_THE_STORM, browser})),
        ];
    } finally {
        await browser.close();
    }
};

/** `npm run bench -- calls`: what the plugin asks of Mattermost. Numbers, no times, so any machine will do. */
const calls = async (): Promise<readonly Row[]> => {
    await buildAll();
    const lines = await benchCalls();
    console.log(lines.join('\n'));
    write('calls', lines);
    return [];
};

const write = (part: string, lines: readonly string[]): void => {
    if (process.argv.includes('--write')) {
        putFigures('docs/performance.md', `npm run bench -- ${part} --write`, lines);
    }
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
            ...(await benchBulk()),
            ...(await benchStream()),
            ...(await benchRouting()),
            ...(await benchPanel()),
            row(
                'webapp bundle, gzipped, with what is loaded late',
                `${(size / 1024).toFixed(1)} KB`,
                '≤ 60 KB',
                size <= MAX_BUNDLE,
            ),
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
const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
    stream,
    real,
    calls,
    routing,
    panel,
    bulk: benchBulk,
};
const part = process.argv[2] ?? '';
const rows = await (PARTS[part] ?? main)();
// The calls have written theirs.
if (part !== 'calls') {
    printTable(rows);
    if (part in PARTS) {
        write(part, tableOf(rows));
    }
}
process.exit(rows.every(({ok}) => ok) ? 0 : 1);

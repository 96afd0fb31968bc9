import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {gzipSync} from 'node:zlib';
import {inRepository} from '../../build/paths';
import {benchChannelStorm} from './channel_storm';
import {benchClicks} from './click';
import {startBenchDoubles} from './doubles';
import {startHandler} from './handler';
import {type Row, row} from './measure';
import {benchNotify} from './notify';
import {benchStorm} from './storm';

const MAIN_KILOBYTES = 38;
const ALL_KILOBYTES = 60;

/** The service as a whole: clicks, storms and `notify`, and the size of what browsers load. */
export const benchService = async (): Promise<Row[]> => {
    const doubles = await startBenchDoubles();
    const handler = await startHandler(doubles);
    try {
        const clicks = await benchClicks(doubles, handler);
        // The last thread lines of the clicks are written after their posts changed; they must not count as storm.
        await sleep(1000);
        return [
            ...clicks,
            ...(await benchStorm(doubles, handler)),
            ...(await benchChannelStorm(doubles)),
            ...(await benchNotify(handler)),
            ...webappRows(),
        ];
    } finally {
        await handler.stop();
        doubles.stop();
    }
};

const webappRows = (): Row[] => {
    const folder = inRepository('dist/webapp');
    const kilobytesOf = (names: readonly string[]): number =>
        names.reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`)).length / 1024, 0);
    const sized = (what: string, names: readonly string[], most: number): Row => {
        const kilobytes = kilobytesOf(names);
        return row(what, `${kilobytes.toFixed(1)} KB`, `≤ ${most} KB`, kilobytes <= most);
    };
    return [
        sized('webapp bundle, gzipped', ['main.js'], MAIN_KILOBYTES),
        sized('… with what is loaded when it is first opened', readdirSync(folder), ALL_KILOBYTES),
    ];
};

import {setTimeout as sleep} from 'node:timers/promises';
import {readStallMeter, type Stall, startStallMeter} from '../support/real/stall_meter';
import {type StormPlace, StormScene} from '../support/real/storm_scene';
import {type Row, row, timed} from './measure';

const ROUNDS = 4;
const BEFORE_MS = 10_000;
/** The storm's post is written at most every two seconds. */
const SETTLE_MS = 5000;
const MOST_POSTS = 20;
const LONGEST_STALL_MS = 1000;
const VERIFIED_SECONDS = 20;

/**
 * A storm on a real Mattermost while Chromium has the channel open, then *Acknowledge all*, pressed there. The browser is measured
 * for ten seconds before the storm too: what it needs then is not ours.
 */
export const benchRealStorm = async (place: StormPlace): Promise<Row[]> => {
    const scene = await StormScene.start(place);
    try {
        await startStallMeter(scene.page);
        await sleep(BEFORE_MS);
        const before = await readStallMeter(scene.page);
        const {notifications, ms} = await scene.blow(ROUNDS);
        await sleep(SETTLE_MS);
        const during = await readStallMeter(scene.page);
        const {posts, updates} = scene.seen();
        const count = await scene.inStorm();
        const name = `storm in a channel open in Chromium: ${notifications} notifications of ${place.services} services, 8 at once`;
        const rate = (updates / (ms + SETTLE_MS)) * 1000;
        const untrue = await scene.untrue();
        const {ms: acknowledgedMs} = await timed(async () => {
            await scene.acknowledgeAll();
            await scene.shownProgress(new RegExp(`: ${count} of ${count} confirmed`));
        });
        const acknowledging = await readStallMeter(scene.page);
        const twice = (await scene.acknowledgements()).filter((times) => times !== 1).length;
        const seconds = acknowledgedMs / 1000;
        return [
            row(name, `${((notifications / ms) * 1000).toFixed(0)} per second`),
            row('… new posts', String(posts), `≤ ${MOST_POSTS}`, posts <= MOST_POSTS),
            row('… updates of the storm post', `${rate.toFixed(2)} per second`, '≤ 1 per second', rate <= 1),
            stallRow('… the open browser', before, during),
            row('… shown otherwise than openITCOCKPIT knows it', String(untrue.length), '0', untrue.length === 0),
            row(
                'Acknowledge all, pressed in Chromium, until the browser shows that every one is verified',
                `${seconds.toFixed(1)} s, ${count} problems, ${twice} not exactly once`,
                `≤ ${VERIFIED_SECONDS} s, each once`,
                seconds <= VERIFIED_SECONDS && twice === 0,
            ),
            stallRow('… the open browser meanwhile', before, acknowledging),
        ];
    } finally {
        await scene.stop();
    }
};

const stallRow = (what: string, before: Stall, during: Stall): Row => {
    const longest = Math.max(during.gapMs, during.taskMs);
    const said = ({gapMs, taskMs}: Stall) => `${gapMs.toFixed(0)} ms (longest task ${taskMs.toFixed(0)} ms)`;
    return row(
        `${what}: longest delay of what is due every 50 ms, before → now`,
        `${said(before)} → ${said(during)}`,
        `≤ ${LONGEST_STALL_MS} ms`,
        longest <= LONGEST_STALL_MS,
    );
};

import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import type {BenchDoubles, LivingPosts} from './doubles';
import {startHandler} from './handler';
import {parallel, type Row, row, timed} from './measure';

const WIDTH = 8;
const EACH = 4;
const SIZES = [500, 5000];
/** The storm's post is written at most every two seconds. */
const SETTLE_MS = 5000;

/** Each service is notified four times, over eight connections: a few posts, one for all others, and true at the end. */
export const benchChannelStorm = async (doubles: BenchDoubles): Promise<Row[]> => {
    const rows: Row[] = [];
    for (const services of SIZES) {
        rows.push(...(await measured(doubles, services)));
    }
    return rows;
};

const measured = async (doubles: BenchDoubles, services: number): Promise<Row[]> => {
    const handler = await startHandler(doubles, {env: {STORM_LIMIT: '10'}});
    try {
        const before = (await doubles.livingPosts()).storms.length;
        const alerts = alertsOf(services);
        const {ms} = await timed(() =>
            parallel(alerts, WIDTH, async (alert) => {
                await handler.notify(alert);
            }),
        );
        await sleep(SETTLE_MS);
        const {shown, storms} = await doubles.livingPosts();
        const uuids = new Set(alerts.map(({serviceuuid}) => serviceuuid));
        // Without the lines in their threads.
        const posts = shown.filter(([uuid]) => uuids.has(uuid)).length + storms.length - before;
        const storm = storms.at(-1);
        const rate = ((storm?.edits ?? 0) / (ms + SETTLE_MS)) * 1000;
        const wrong = wrongStates(alerts.slice(-services), shown, storm?.message ?? '');
        const name = `channel storm: ${alerts.length} notifications of ${services} services, ${WIDTH} at once`;
        return [
            row(name, `${((alerts.length / ms) * 1000).toFixed(0)} per second`),
            row('… new posts', String(posts), '≤ 20', posts <= 20),
            row('… updates of the storm post', `${rate.toFixed(2)} per second`, '≤ 1 per second', rate <= 1),
            row('… wrong states at the end', String(wrong), '0', wrong === 0),
        ];
    } finally {
        await handler.stop();
    }
};

/** Of posts that show something else than the last notification, or counts of the storm's post that do not fit the rest. */
const wrongStates = (
    last: readonly Record<string, unknown>[],
    shown: LivingPosts['shown'],
    message: string,
): number => {
    const wanted = new Map(last.map(({serviceuuid, state}) => [String(serviceuuid), NAMES[Number(state)] ?? '']));
    const own = shown.filter(([uuid]) => wanted.has(uuid));
    const wrongPosts = own.filter(([uuid, , state]) => wanted.get(uuid) !== state).length;
    for (const [uuid] of own) {
        wanted.delete(uuid);
    }
    const counts = Object.values(NAMES).filter((name) => {
        const count = [...wanted.values()].filter((state) => state === name).length;
        return !message.includes(`${count} ${name}`);
    });
    return wrongPosts + counts.length;
};

const NAMES: Readonly<Record<number, string>> = {1: 'WARNING', 2: 'CRITICAL', 3: 'UNKNOWN'};

const alertsOf = (services: number): Record<string, unknown>[] => {
    const objects = Array.from({length: services}, (_, at) => ({
        type: 'Service',
        notificationtype: 'PROBLEM',
        hostuuid: randomUUID(),
        serviceuuid: randomUUID(),
        hostname: `host${at}`,
        servicename: 'Ping',
        problemid: `storm${at}`,
    }));
    return Array.from({length: EACH}, (_, round) =>
        objects.map((object, at) => ({
            ...object,
            state: String(1 + ((at + round) % 3)),
            output: `CRITICAL - rta nan, lost 100% (${round})`,
        })),
    ).flat();
};

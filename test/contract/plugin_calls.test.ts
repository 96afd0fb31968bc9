import pMap from 'p-map';
import {beforeEach, describe, expect, it} from 'vitest';
import {hostProblems} from '../support/host_problems';
import {CallCounter, type Counts, perAlert, printed, totalOf} from '../support/plugin_host/call_counter';
import {type Fields, Scene} from '../support/plugin_host/scene';

const ALERTS = 40;
const AT_ONCE = 4;

const seconds = (): string => String(Math.floor(Date.now() / 1000));

const hosts = (count: number): Fields[] => hostProblems(count, {time: seconds()});

describe('what the plugin asks of Mattermost', () => {
    let scene: Scene;
    let counter: CallCounter;

    beforeEach(async () => {
        scene = await Scene.start({ReconcileInterval: 0, AlertsFrom: 'off'});
        counter = new CallCounter(scene.plugin);
    });

    const send = (fields: readonly Fields[]) =>
        pMap(
            fields,
            async (one) => {
                const answer = await scene.notify(one);
                expect(answer.ok, await answer.text()).toBe(true);
            },
            {concurrency: AT_ONCE},
        );
    const countOf = async (fields: readonly Fields[]): Promise<Counts> =>
        perAlert(await counter.during(() => send(fields)), fields.length);
    const again = (fields: readonly Fields[], output: string): Fields[] =>
        fields.map((one) => ({...one, output, time: seconds()}));

    it('are at most four calls for a new alert, and three for an update, its intent included', async () => {
        const first = hosts(AT_ONCE);
        await send(first);
        // A process reads its first posts once more, to learn that Mattermost asks it about its own updates.
        await send(again(first, 'DOWN - warmed up'));
        const alerts = hosts(ALERTS);
        const made = await countOf(alerts);
        console.log(`new: ${totalOf(made)}\n${printed(made)}`);
        const updated = await countOf(again(alerts, 'DOWN - still lost'));
        console.log(`update: ${totalOf(updated)}\n${printed(updated)}`);
        const closed = await countOf(
            alerts.map((one) => ({...one, notificationtype: 'RECOVERY', state: '0', output: 'UP', time: seconds()})),
        );
        console.log(`recovery: ${totalOf(closed)}\n${printed(closed)}`);
        // Besides, for all alerts together: the subscriptions every five seconds, and an event for open panels every second.
        expect(totalOf(made)).toBeLessThan(4.3);
        expect(totalOf(updated)).toBeLessThan(3.3);
    });
});

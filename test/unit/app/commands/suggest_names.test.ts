import {describe, expect, it} from 'vitest';
import {foundObject} from '../../../support/app/found_objects';
import {type AppHarness, startHarness} from '../../../support/app/harness';

const start = async (settings = {}): Promise<{harness: AppHarness; offered: Offered}> => {
    const harness = await startHarness(settings);
    harness.monitoring.found = [
        ...Array.from({length: 30}, (_, at) => foundObject(`web${String(at).padStart(2, '0')}`)),
        foundObject('db-web'),
        foundObject('web01', 'Ping'),
        foundObject('web02', 'ping on wan'),
    ];
    const [jane = ''] = harness.chat.users.keys();
    const offered: Offered = async (kind, typed) =>
        (await harness.app.suggestNames(jane, kind, typed)).map(({name, state}) => `${name} ${state}`);
    return {harness, offered};
};
type Offered = (kind: 'hosts' | 'services', typed: string) => Promise<string[]>;

describe('names while somebody types', () => {
    it('are those that begin so, 25 at most, from the second letter on', async () => {
        const {offered} = await start();
        expect(await offered('hosts', 'w')).toEqual([]);
        expect(await offered('hosts', 'web')).toHaveLength(25);
        expect(await offered('hosts', 'web1')).toHaveLength(10);
        expect(await offered('hosts', 'web03')).toEqual(['web03 UP']);
        expect(await offered('hosts', 'b-web')).toEqual([]);
        expect(await offered('hosts', 'x'.repeat(300))).toEqual([]);
    });

    it('of services are offered with their host, also while "on" is being typed', async () => {
        const {offered} = await start();
        for (const typed of ['Pi', 'Ping', 'Ping ', 'Ping o', 'Ping on', 'Ping on ', 'Ping on web0', 'Ping on web01']) {
            expect(await offered('services', typed)).toContain('Ping on web01 CRITICAL');
        }
        expect(await offered('services', 'Ping auf we')).toEqual(['Ping auf web01 CRITICAL']);
        expect(await (await start({language: 'de'})).offered('services', 'Ping')).toContain('Ping auf web01 CRITICAL');
    });

    it('are not asked for again with every letter, unless there were more than were read', async () => {
        const {harness, offered} = await start();
        await offered('hosts', 'we');
        harness.monitoring.found = [];
        expect(await offered('hosts', 'web03')).toEqual(['web03 UP']);
        expect(await offered('services', 'we')).toEqual([]);
        await harness.clock.sleep(31_000);
        expect(await offered('hosts', 'web03')).toEqual([]);

        const large = await start();
        large.harness.monitoring.foundAll = false;
        await large.offered('services', 'pi');
        large.harness.monitoring.found = [foundObject('web07', 'Ping')];
        expect(await large.offered('services', 'ping')).toEqual(['Ping on web07 CRITICAL']);
    });

    it('are for those who may see the problems', async () => {
        const {harness, offered} = await start();
        harness.chat.outsiders.add([...harness.chat.users.keys()][0] ?? '');
        expect(await offered('hosts', 'web')).toEqual([]);
    });
});

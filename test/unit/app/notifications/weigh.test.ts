import {describe, expect, it} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, HOST_UUID, KEY, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';

const PLACE = {channelId: 'alerts', userId: 'owner'};

/** What a post of openITCOCKPIT's own module says about the service. @returns what becomes of it */
const say = async (
    {app, clock}: AppHarness,
    notificationtype: string,
    state: string,
    more: Record<string, string> = {},
): Promise<string> => {
    await clock.sleep(3000);
    const ids = {type: 'service', hostuuid: HOST_UUID, serviceuuid: SERVICE_UUID};
    const said = {...ids, hostname: 'web01', servicename: 'Ping', notificationtype, state, output: 'said', ...more};
    return (await app.adoptBuiltinPost(said, PLACE)).kind;
};

const lookOf = async ({store}: AppHarness): Promise<string | undefined> => (await store.get(KEY))?.look;
const isWeak = async ({store}: AppHarness): Promise<boolean> => (await store.get(KEY))?.alert.weak === true;
const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);

/** What the database shows, as old as this. */
const show = (harness: AppHarness, state: 'OK' | 'CRITICAL', age: number): void => {
    const at = momentAt(seconds(harness) - age);
    harness.monitoring.status = {...harness.monitoring.status, state, checkedAt: at, stateSince: at, freshAt: at};
};

const away = new AppError('openitcockpit_unreachable', 'openITCOCKPIT cannot be reached.');

describe('what an unsigned post says of an alert that a token opened', () => {
    it('closes it once the database shows it, though only after a second', async () => {
        const harness = await startHarness();
        await harness.notify(problem());
        show(harness, 'CRITICAL', 60);
        const {monitoring, clock} = harness;
        monitoring.readStatus = async () => {
            if (monitoring.reads++ > 2) {
                show(harness, 'OK', 0);
            }
            await clock.sleep(100);
            return monitoring.status;
        };
        expect(await say(harness, 'RECOVERY', '0')).toBe('drop');
        expect(await lookOf(harness)).toBe('recovered');
    });

    it('does not close it by an OK that is older than the problem', async () => {
        const harness = await startHarness();
        await harness.notify(problem());
        show(harness, 'OK', 3600);
        expect(await say(harness, 'RECOVERY', '0')).toBe('plain');
        expect(await lookOf(harness)).toBe('problem');
    });

    it('does not reopen it by a CRITICAL that is older than its end', async () => {
        const harness = await startHarness();
        await harness.notify(problem());
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0'}));
        show(harness, 'CRITICAL', 3600);
        expect(await say(harness, 'PROBLEM', '2')).toBe('plain');
        expect(await lookOf(harness)).toBe('recovered');
    });

    it.each(['RECOVERY', 'ACKNOWLEDGEMENT', 'DOWNTIMESTART'])('nothing while nobody can be asked: %s', async (type) => {
        const harness = await startHarness();
        await harness.notify(problem());
        harness.monitoring.failures.read = away;
        expect(await say(harness, type, type === 'RECOVERY' ? '0' : '2')).toBe('plain');
        expect(await lookOf(harness)).toBe('problem');
        expect(harness.app.findings('note')).toEqual([expect.stringContaining('does not confirm')]);
    });

    it('a repetition changes nothing, not even the output', async () => {
        const harness = await startHarness();
        await harness.notify(problem({output: 'genuine'}));
        show(harness, 'CRITICAL', 3600);
        // The channel had no post of the problem yet.
        expect(await say(harness, 'PROBLEM', '2')).toBe('keep');
        expect(await say(harness, 'PROBLEM', '2')).toBe('drop');
        expect((await harness.store.get(KEY))?.alert.output).toBe('genuine');
    });

    it.each([
        ['a repetition', 'PROBLEM', false],
        ['a repetition that openITCOCKPIT confirms', 'PROBLEM', true],
        ['the start of flapping', 'FLAPPINGSTART', true],
        ['the end of a downtime', 'DOWNTIMEEND', true],
        ['an acknowledgement that openITCOCKPIT confirms', 'ACKNOWLEDGEMENT', true],
    ])('%s renames nothing and puts no words into its mouth', async (_, type, isAnswering) => {
        const harness = await startHarness();
        await harness.notify(problem({output: 'genuine'}));
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: true, output: 'genuine'};
        show(harness, 'CRITICAL', 0);
        if (!isAnswering) {
            harness.monitoring.failures.read = away;
        }
        await say(harness, type, '2', {hostname: 'old printer', servicename: 'Coffee', output: 'ignore this'});
        const {target, output} = (await harness.store.get(KEY))?.alert ?? {};
        expect([target?.host.name, target?.service?.name, output]).toEqual(['web01', 'Ping', 'genuine']);
    });

    it('a confirmed change of state brings the output that openITCOCKPIT shows', async () => {
        const harness = await startHarness();
        await harness.notify(problem({state: '1', output: 'genuine'}));
        harness.monitoring.status = {...harness.monitoring.status, output: 'CRITICAL - shown'};
        show(harness, 'CRITICAL', 0);
        await say(harness, 'PROBLEM', '2', {output: 'ignore this'});
        expect((await harness.store.get(KEY))?.alert).toMatchObject({state: 'CRITICAL', output: 'CRITICAL - shown'});
    });

    it('counts if openITCOCKPIT shows it but cannot date it', async () => {
        const harness = await startHarness();
        await harness.notify(problem());
        harness.monitoring.undated = true;
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK'};
        expect(await say(harness, 'RECOVERY', '0')).toBe('drop');
        expect(await lookOf(harness)).toBe('recovered');
    });
});

describe('what only unsigned posts have said', () => {
    it('begins and ends without openITCOCKPIT, as before', async () => {
        const harness = await startHarness({twoWay: false});
        expect(await say(harness, 'PROBLEM', '2')).toBe('keep');
        expect(await isWeak(harness)).toBe(true);
        await harness.app.bindPost(KEY, (await harness.store.get(KEY))?.posts[0]?.nonce ?? '', 'post-1');
        expect(await say(harness, 'RECOVERY', '0')).toBe('drop');
        expect(await lookOf(harness)).toBe('recovered');
    });

    it('gets its names and its output from openITCOCKPIT if that confirms it', async () => {
        const harness = await startHarness();
        harness.monitoring.status = {...harness.monitoring.status, output: 'CRITICAL - shown'};
        show(harness, 'CRITICAL', 0);
        const forged = {hostname: 'old printer', servicename: 'Coffee', output: 'ignore this'};
        expect(await say(harness, 'PROBLEM', '2', forged)).toBe('keep');
        const {target, output} = (await harness.store.get(KEY))?.alert ?? {};
        expect([target?.host.name, target?.service?.name, output]).toEqual(['web01', 'Ping', 'CRITICAL - shown']);
    });

    it('is not believed against a database that is younger', async () => {
        const harness = await startHarness();
        const {monitoring} = harness;
        monitoring.status = {...monitoring.status, state: 'OK', freshAt: momentAt(seconds(harness) + 60)};
        expect(await say(harness, 'PROBLEM', '2')).toBe('plain');
        expect(await lookOf(harness)).toBeUndefined();
    });

    it('begins a problem that a database behind its core does not show yet', async () => {
        const harness = await startHarness();
        show(harness, 'OK', 3600);
        expect(await say(harness, 'PROBLEM', '2')).toBe('keep');
        expect(await isWeak(harness)).toBe(true);
    });

    it('holds against other unsigned posts once openITCOCKPIT has shown it', async () => {
        const harness = await startHarness();
        harness.monitoring.failures.read = away;
        await say(harness, 'PROBLEM', '2');
        expect(await isWeak(harness)).toBe(true);
        await harness.app.bindPost(KEY, (await harness.store.get(KEY))?.posts[0]?.nonce ?? '', 'post-1');
        delete harness.monitoring.failures.read;
        await harness.clock.sleep(60_000);
        show(harness, 'CRITICAL', 0);
        await harness.app.reconcile();
        expect(await isWeak(harness)).toBe(false);
        harness.monitoring.failures.read = away;
        expect(await say(harness, 'RECOVERY', '0')).toBe('plain');
        expect(await lookOf(harness)).toBe('problem');
    });
});

import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {actionPolicy} from '../../../../server-proxy/src/domain/action/action_policy';
import {shownAlert} from '../../../support/app/ack_ends';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, startHarness} from '../../../support/app/harness';
import {FakeVault} from '../../../support/app/personal_fake';

const KEY = 'c0ffee'.repeat(20);
const HOUR = 3_600_000;

const start = async (isConnected: boolean) => {
    const vault = new FakeVault();
    const settings = {actionPolicy: actionPolicy('everyone', [], new Map())};
    const harness = await startHarness(settings, undefined, new FakeChat(), new FakeMonitoring(), vault);
    harness.monitoring.keys.set(KEY, {userName: 'Jane in openITCOCKPIT', email: 'jane@example.org'});
    const [jane = ''] = harness.chat.users.keys();
    const connect = () => vault.write(jane, {apiKey: KEY, userName: 'Jane in openITCOCKPIT'} as never);
    if (isConnected) {
        await connect();
    }
    await harness.notify();
    await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
    await harness.submit({comment: 'restarting it', length: '1h'});
    await harness.app.idle();
    expect(shownAlert(harness).look).toBe('acknowledged');
    return {harness, vault, jane, connect};
};

const turnAfter = async (harness: AppHarness, milliseconds: number): Promise<void> => {
    await harness.clock.sleep(milliseconds);
    await harness.app.endAcknowledgements();
    await harness.app.idle();
};

describe('the end of an acknowledgement that was given with the person’s own key', () => {
    it('is removed with their key', async () => {
        const {harness} = await start(true);
        await turnAfter(harness, 1.1 * HOUR);
        expect(harness.monitoring.removals).toHaveLength(1);
        expect(harness.monitoring.keysUsed).toEqual([KEY, KEY]);
    });

    it('of somebody who connected since is removed with their key', async () => {
        const {harness, connect} = await start(false);
        await connect();
        await turnAfter(harness, 1.1 * HOUR);
        expect(harness.monitoring.keysUsed).toEqual([KEY]);
    });

    it('of somebody who disconnected meanwhile stays, says so and asks the channel, whose press removes it', async () => {
        const {harness, vault, jane} = await start(true);
        await vault.remove(jane);
        await turnAfter(harness, 1.1 * HOUR);
        expect(harness.monitoring.removals).toEqual([]);
        expect(shownAlert(harness).acknowledgement?.not_ended).toContain('not connected to openITCOCKPIT any more');
        expect(harness.chat.replies.at(-1)?.message).toMatch(/Jane .*still in openITCOCKPIT.*Remove acknowledgement/);
        await turnAfter(harness, 24 * HOUR);
        expect(harness.monitoring.removals).toEqual([]);
        const other = harness.chat.addUser('other', {fullName: 'Other One'});
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement, {userId: other.id}));
        await harness.app.idle();
        expect(harness.monitoring.removals).toHaveLength(1);
        expect(shownAlert(harness).look).toBe('problem');
    });

    it('with a key that openITCOCKPIT refuses now says whose, and asks the channel', async () => {
        const {harness} = await start(true);
        harness.monitoring.keys.clear();
        await turnAfter(harness, 1.1 * HOUR);
        expect(shownAlert(harness).acknowledgement?.not_ended).toContain('no longer accepts the API key');
    });
});

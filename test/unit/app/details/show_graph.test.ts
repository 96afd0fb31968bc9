import {expect, test} from 'vitest';
import {CHOICE} from '#contract';
import type {Curve} from '../../../../server-proxy/src/domain/details/curve';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, problem, startHarness} from '../../../support/app/harness';

const RTA: Curve = {name: 'rta', unit: 'ms', warning: [], critical: [], points: [[1_795_489_000, 4]]};

const opened = async (): Promise<AppHarness> => {
    const harness = await startHarness();
    await harness.notify(problem());
    return harness;
};

const show = async (harness: AppHarness): Promise<void> => {
    await harness.choose(CHOICE.graph);
    await harness.app.idle();
};

const told = (harness: AppHarness) => harness.chat.told.map(({message}) => message);

test('Show graph adds the curves to the thread, as a picture and in words', async () => {
    const harness = await opened();
    harness.monitoring.details.curve = [RTA];
    await show(harness);
    const [attached, ...others] = harness.chat.attached;
    expect(others).toEqual([]);
    expect(attached?.message).toContain('rta: 4 ms, between 4 ms and 4 ms');
    expect([...(attached?.file.data.slice(1, 4) ?? [])]).toEqual([0x50, 0x4e, 0x47]);
    expect(told(harness)).toEqual([]);
});

test('Show graph says to the person alone why there is none', async () => {
    const harness = await opened();
    await show(harness);
    harness.monitoring.details.failures.curves = new AppError(
        'openitcockpit_right_missing',
        'The API key lacks the right Graphgenerators › getPerfdataByUuid.',
    );
    await show(harness);
    expect(told(harness)).toEqual([
        expect.stringContaining('has no performance data of this service'),
        'The graph could not be shown. The API key lacks the right Graphgenerators › getPerfdataByUuid.',
    ]);
    expect(harness.chat.attached).toEqual([]);
});

test('Show graph is refused to who is not in the channel, and openITCOCKPIT is not asked', async () => {
    const harness = await opened();
    for (const {id} of harness.chat.users.values()) {
        harness.chat.outsiders.add(id);
    }
    await expect(harness.choose(CHOICE.graph)).rejects.toThrow(/channel/);
    expect(harness.monitoring.details.asked).toEqual([]);
});

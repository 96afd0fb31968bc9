import {describe, expect, it} from 'vitest';
import type {DoctorStep} from '#contract';
import {type DoctorContext, StepReporter} from '../../../../server-proxy/src/app/doctor/doctor_context';
import {examineMattermost} from '../../../../server-proxy/src/app/doctor/examine_mattermost';
import {FakeChat, FakeClock} from '../../../support/app/fakes';
import {SETTINGS} from '../../../support/app/harness';

const accountOn = async (version: string, more: Partial<DoctorContext> = {}): Promise<DoctorStep | undefined> => {
    const chat = new FakeChat();
    chat.whoAmI = async () => ({version, username: 'openitcockpit'});
    const steps: DoctorStep[] = [];
    const context = {
        chat,
        settings: SETTINGS,
        addresses: {},
        clock: new FakeClock(),
        ...more,
    } as unknown as DoctorContext;
    await examineMattermost(context, new StepReporter((step) => steps.push(step), 'en', new FakeClock()));
    return steps.find(({name}) => name === 'mattermost');
};

const webParts = {check: async () => undefined, findings: () => ({}), version: '1.0.0'};

describe('Doctor', () => {
    it.each([{webParts}, {}])('notes a Mattermost that is newer than all that were tested', async (door) => {
        const step = await accountOn('13.0.0', door);
        expect(step).toMatchObject({result: 'note'});
        expect(step?.sentence).toContain('@openitcockpit on Mattermost 13.0.0. Not tested with Mattermost 13.0.0');
    });

    it('fails on one that is older than the plugin needs, which is fine for the service', async () => {
        expect(await accountOn('11.0.2', {webParts})).toMatchObject({
            result: 'failed',
            sentence: expect.stringContaining('Mattermost 11.0.2 is older than 11.1'),
        });
        expect(await accountOn('11.0.2')).toMatchObject({result: 'ok'});
    });
});

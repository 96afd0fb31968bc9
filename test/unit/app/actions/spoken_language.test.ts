import {describe, expect, it} from 'vitest';
import {ACTION, CHOICE} from '#contract';
import {type AppHarness, startHarness} from '../../../support/app/harness';

/** A problem in an English channel, and jane, whose account is German. */
const open = async (): Promise<AppHarness> => {
    const harness = await startHarness();
    harness.chat.users.clear();
    harness.chat.addUser('jane', {fullName: 'Jane Roe', language: 'de'});
    await harness.notify();
    return harness;
};

const titles = (harness: AppHarness): readonly string[] => harness.chat.dialogs.map(({dialog}) => dialog.title);

describe('a dialog', () => {
    it('is in the language of the person, with its errors; the post stays in that of the channel', async () => {
        const harness = await open();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        expect(titles(harness)).toEqual(['Bestätigen']);
        const {errors} = await harness.submit({comment: ''});
        expect(Object.values(errors ?? {}).join()).toBe('Bitte schreiben Sie, was Sie unternehmen.');
        expect(harness.post.message).toContain('CRITICAL');
    });

    it('of a downtime, too', async () => {
        const harness = await open();
        await harness.choose(CHOICE.scheduleDowntime);
        expect(titles(harness)).toEqual(['Wartungszeit planen']);
        const {errors} = await harness.submit({length: 'soon', comment: 'new disk'});
        expect(Object.values(errors ?? {})).toEqual(['Bitte eine Dauer aus der Liste wählen oder ein Ende angeben.']);
    });

    it('is in the language of the settings where Mattermost does not tell the person’s', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        expect(titles(harness)).toEqual(['Acknowledge']);
    });
});

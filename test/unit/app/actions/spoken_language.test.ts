import {describe, expect, it} from 'vitest';
import {ACTION, CHOICE} from '#contract';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {de} from '../../../../server-proxy/src/domain/texts/de';
import {en} from '../../../../server-proxy/src/domain/texts/en';
import {type AppHarness, KEY, startHarness} from '../../../support/app/harness';

/** A problem in an English channel, and jane, whose account is German. */
const open = async (settings: Partial<AppSettings> = {}): Promise<AppHarness> => {
    const harness = await startHarness(settings);
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

/** What one press is refused with, as the person reads it. */
const refusalOf = async (press: Promise<unknown>, language: 'de' | 'en' = 'de'): Promise<string> =>
    press.then(
        () => 'not refused',
        (error: unknown) => (error instanceof AppError ? error.sentence(language) : String(error)),
    );

const told = ({chat}: AppHarness): readonly string[] => chat.told.map(({message}) => message);

const away = (sentence: (words: typeof en.failures) => string) =>
    new AppError('openitcockpit_unreachable', (language) => sentence((language === 'de' ? de : en).failures));

describe('what one person is told', () => {
    it('of a confirmed acknowledgement is in their language, where no thread line tells everybody in that of the channel', async () => {
        const quiet = await open({threadLines: []});
        await quiet.acknowledge();
        await quiet.app.idle();
        expect(told(quiet)).toEqual([de.alerts.confirmedToYou]);
        const harness = await open();
        await harness.acknowledge();
        await harness.app.idle();
        expect(told(harness)).toEqual([]);
        expect(harness.chat.replies.map(({message}) => message).join()).toContain('Acknowledged by Jane Roe');
    });

    it('of an acknowledgement that failed is in their language, and the post says why in that of the channel', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, mayEdit: false};
        await harness.acknowledge();
        await harness.app.idle();
        expect(told(harness)).toEqual([`${de.alerts.notConfirmed}: ${de.alerts.notEditable('Ping auf web01')}`]);
        expect(JSON.stringify(harness.post)).toContain(en.alerts.notEditable('Ping on web01'));
        const [entry] = await harness.audit.recent({limit: 1});
        expect(entry?.detail).toBe(en.alerts.notEditable('Ping on web01'));
    });

    it('of an action that waits for openITCOCKPIT is in their language, with its reason; the post keeps the channel’s', async () => {
        const harness = await open();
        harness.monitoring.failures = {read: away(({nothingAnswers}) => nothingAnswers('oitc.example.org'))};
        await harness.acknowledge();
        await harness.app.idle();
        const reason = de.failures.nothingAnswers('oitc.example.org');
        expect(told(harness)).toEqual([`${de.alerts.queued(de.alerts.yours.acknowledge)}. ${reason}`]);
        expect(JSON.stringify(harness.post)).toContain(en.failures.nothingAnswers('oitc.example.org'));
    });

    it('of an action that waited too long still gives the reason in their language', async () => {
        const harness = await open();
        harness.monitoring.failures = {read: away(({nothingAnswers}) => nothingAnswers('oitc.example.org'))};
        await harness.acknowledge();
        await harness.app.idle();
        await harness.clock.sleep(3_700_000);
        harness.monitoring.failures = {};
        harness.app.resume();
        await harness.app.idle();
        const reason = de.failures.nothingAnswers('oitc.example.org');
        expect(told(harness).at(-1)).toBe(`${de.alerts.notSent}: ${de.alerts.notSentInTime(60)} ${reason}`);
        const inChannel = `${en.alerts.notSentInTime(60)} ${en.failures.nothingAnswers('oitc.example.org')}`;
        expect((await harness.store.get(KEY))?.failure).toBe(inChannel);
    });

    it('is in the language of the settings for whoever has none of ours', async () => {
        const harness = await startHarness({language: 'de'});
        await harness.notify();
        harness.monitoring.failures = {read: away(({nothingAnswers}) => nothingAnswers('oitc.example.org'))};
        await harness.acknowledge();
        await harness.app.idle();
        const reason = de.failures.nothingAnswers('oitc.example.org');
        expect(told(harness)).toEqual([`${de.alerts.queued(de.alerts.yours.acknowledge)}. ${reason}`]);
        expect(JSON.stringify(harness.post)).toContain(reason);
    });
});

it('what came of an action is told in the language of the settings while Mattermost does not tell the person’s', async () => {
    const harness = await open();
    harness.monitoring.applies = false;
    await harness.acknowledge();
    harness.chat.users.clear();
    await harness.app.idle();
    expect(told(harness)).toEqual([`${en.alerts.notConfirmed}: ${en.alerts.notSeenInTime(15)}`]);
});

describe('a refused press', () => {
    it('tells a guest why in their language', async () => {
        const harness = await open();
        harness.chat.users.clear();
        harness.chat.addUser('gast', {isGuest: true, language: 'de'});
        const press = harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        expect(await refusalOf(press)).toBe(de.policy.guestsMayNot);
        await harness.app.idle();
        expect((await harness.audit.recent({limit: 1})).map(({detail}) => detail)).toEqual([en.policy.guestsMayNot]);
    });

    it('tells an outsider, and one of a dialog that is submitted', async () => {
        const harness = await open();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        harness.chat.outsiders.add([...harness.chat.users.keys()][0] ?? '');
        const submission = harness.submit({comment: 'replacing the disk'});
        expect(await refusalOf(submission)).toBe(de.policy.notInChannel);
    });

    it('tells that the problem is over, that a choice is not offered, and that acting is switched off', async () => {
        const harness = await open();
        const press = harness.pressOf(ACTION.more, {selectedOption: 'sing'});
        expect(await refusalOf(harness.app.pressAction(press))).toBe(de.actions.choiceNotOffered);
        const reason = harness.pressOf(ACTION.quickReason, {selectedOption: 'because'});
        expect(await refusalOf(harness.app.pressAction(reason))).toBe(de.alerts.reasonNotOffered);
        const late = harness.pressOf(ACTION.acknowledge);
        await harness.acknowledge();
        await harness.app.idle();
        expect(await refusalOf(harness.app.pressAction(late))).toBe(de.alerts.alreadyAcknowledged('Jane Roe (@jane)'));
        const off = await startHarness({twoWay: false});
        const pressed = off.app.pressAction({...late, triggerId: 'another'});
        expect(await refusalOf(pressed)).toBe(de.alerts.twoWayOff);
    });

    it('tells that a button has expired and that a dialog was submitted before', async () => {
        const harness = await open();
        const press = harness.pressOf(ACTION.acknowledge);
        await harness.acknowledge();
        expect(await refusalOf(harness.submit({comment: 'once more'}))).toBe(de.alerts.dialogUsed);
        await harness.clock.sleep(400 * 86_400_000);
        expect(await refusalOf(harness.app.pressAction(press))).toBe(de.alerts.buttonExpired);
    });
});

import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {
    alertPost,
    attachmentOf,
    pressQuestion,
    pressToken,
    questionsOf,
    shownAlert,
    turnAfter,
} from '../../../support/app/ack_ends';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Acknowledged by jane, for so long. */
const acknowledgedFor = async (length = '1h', harness?: AppHarness): Promise<AppHarness> => {
    const started = harness ?? (await startHarness());
    await started.notify();
    await started.app.pressAction(started.pressOf(ACTION.acknowledge));
    await started.submit({comment: 'restarting the web server', length});
    await started.app.idle();
    expect(shownAlert(started)).toMatchObject({look: 'acknowledged'});
    return started;
};

const lines = ({chat}: AppHarness): string[] => chat.replies.map(({message}) => message);

describe('an acknowledgement with an end', () => {
    it('shows until when in the post', async () => {
        const harness = await acknowledgedFor();
        const {acknowledgement} = shownAlert(harness);
        expect(acknowledgement?.until).toBeGreaterThan(harness.clock.now() / 1000 + 3500);
        expect(alertPost(harness).message).toMatch(/restarting the web server · until .*\d\d:\d\d/);
    });

    it('is asked for in the dialog, with the comment first', async () => {
        const harness = await acknowledgedFor();
        const elements = harness.chat.dialogs[0]?.dialog.elements ?? [];
        expect(elements.map(({name}) => name)).toEqual(['comment', 'length', 'end', 'sticky', 'notify']);
        expect(elements[1]).toMatchObject({default: 'recovers', type: 'select'});
        expect(elements[1]?.options?.map(({value}) => value)).toEqual(['recovers', '1h', '4h', 'tomorrow 08:00']);
        expect(elements[2]).toMatchObject({type: 'text', help_text: expect.stringContaining('UTC')});
    });

    it('uses the native element for a date and a time once Mattermost is known to have it', async () => {
        const harness = await acknowledgedFor();
        await harness.app.idle();
        await harness.notify(
            problem({
                notificationtype: 'RECOVERY',
                state: '0',
                output: 'OK',
                laststatechange: String(Math.floor(harness.clock.now() / 1000)),
            }),
        );
        await harness.notify(
            problem({problemid: 'another', laststatechange: String(Math.floor(harness.clock.now() / 1000))}),
        );
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        expect(harness.chat.dialogs.at(-1)?.dialog.elements[2]).toMatchObject({name: 'end', type: 'datetime'});
    });

    it('lasts until the problem recovers where no end is chosen, as before', async () => {
        const harness = await acknowledgedFor('recovers');
        expect(shownAlert(harness).acknowledgement).not.toHaveProperty('until');
        await turnAfter(harness, 100 * HOUR);
        expect(questionsOf(harness)).toEqual([]);
        expect(harness.monitoring.removals).toEqual([]);
    });
});

describe('at the end of an acknowledgement', () => {
    it('while the problem is there, it is removed in openITCOCKPIT and the post calls for somebody, naming the person', async () => {
        const harness = await acknowledgedFor();
        await turnAfter(harness, 59 * MINUTE);
        expect(harness.monitoring.removals).toHaveLength(0);
        await turnAfter(harness, 2 * MINUTE);
        expect(harness.monitoring.removals).toHaveLength(1);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
        expect(lines(harness)).toContainEqual(
            expect.stringMatching(/acknowledgement by Jane Roe .*come to its end: nobody looks after/),
        );
        expect(await harness.audit.recent({limit: 9})).toMatchObject([
            {action: 'remove_acknowledgement', result: 'removed'},
            {action: 'remove_acknowledgement', result: 'ended'},
            {action: 'acknowledge', result: 'confirmed'},
            {action: 'acknowledge', result: 'asked'},
        ]);
        // Nobody pressed, so nobody is answered.
        expect(harness.chat.told).toEqual([]);
        await turnAfter(harness, HOUR);
        expect(harness.monitoring.removals).toHaveLength(1);
    });

    it('after a recovery nothing is removed, nor from the next problem', async () => {
        const harness = await acknowledgedFor();
        await turnAfter(harness, 46 * MINUTE);
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: false};
        await harness.notify(
            problem({
                notificationtype: 'RECOVERY',
                state: '0',
                output: 'OK',
                laststatechange: String(Math.floor(harness.clock.now() / 1000)),
            }),
        );
        await harness.notify(
            problem({problemid: 'another', laststatechange: String(Math.floor(harness.clock.now() / 1000))}),
        );

        await turnAfter(harness, HOUR);
        expect(harness.monitoring.removals).toEqual([]);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
        expect(attachmentOf(questionsOf(harness)[0] as never)).toMatchObject({
            text: expect.stringContaining('the problem is over'),
        });
        expect(attachmentOf(questionsOf(harness)[0] as never)).not.toHaveProperty('actions');
    });

    it('that waits for openITCOCKPIT when the next problem begins is forgotten: the end belonged to the last one', async () => {
        const harness = await acknowledgedFor();
        harness.monitoring.failures = {read: new AppError('openitcockpit_unreachable', 'away')};
        await turnAfter(harness, 61 * MINUTE);
        const seconds = () => String(Math.floor(harness.clock.now() / 1000));
        const over = {notificationtype: 'RECOVERY', state: '0', output: 'OK', laststatechange: seconds()};
        await harness.notify(problem(over));
        await harness.notify(problem({problemid: 'another', laststatechange: seconds()}));
        harness.monitoring.failures = {};
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: true};
        harness.app.resume();
        await harness.app.idle();
        await turnAfter(harness, HOUR);
        expect(harness.monitoring.removals).toEqual([]);
        expect(harness.chat.told).toEqual([]);
        expect((await harness.store.get(KEY))?.pending).toBeUndefined();
    });

    it('changed in openITCOCKPIT before, it ends quietly', async () => {
        const harness = await acknowledgedFor();
        await turnAfter(harness, 50 * MINUTE);
        const {monitoring} = harness;
        const at = {earliest: Math.floor(harness.clock.now() / 1000), latest: Math.floor(harness.clock.now() / 1000)};
        monitoring.status = {
            ...monitoring.status,
            acknowledged: true,
            acknowledgement: {author: 'Ada', comment: 'mine now', sticky: true, at},
        };
        await turnAfter(harness, 11 * MINUTE);
        expect(monitoring.removals).toEqual([]);
        expect(shownAlert(harness)).toMatchObject({look: 'acknowledged', acknowledgement: {author: 'Ada'}});
        expect(shownAlert(harness).acknowledgement).not.toHaveProperty('until');
        await turnAfter(harness, HOUR);
        expect(monitoring.removals).toEqual([]);
        expect(lines(harness).filter((line) => line.includes('come to its end'))).toEqual([]);
    });

    it('removed in openITCOCKPIT before, it is not removed again', async () => {
        const harness = await acknowledgedFor();
        const {acknowledgement: _gone, ...rest} = harness.monitoring.status;
        harness.monitoring.status = {...rest, acknowledged: false};
        await turnAfter(harness, 61 * MINUTE);
        expect(harness.monitoring.removals).toEqual([]);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
    });

    it('an outage of openITCOCKPIT only delays it, however long it lasts', async () => {
        const harness = await acknowledgedFor();
        const away = new AppError('openitcockpit_unreachable', 'away');
        harness.monitoring.failures = {read: away};
        await turnAfter(harness, 61 * MINUTE);
        await turnAfter(harness, 10 * HOUR);
        harness.app.resume();
        await harness.app.idle();
        expect(shownAlert(harness)).toMatchObject({look: 'acknowledged'});
        expect(harness.chat.told).toEqual([]);
        harness.monitoring.failures = {};
        harness.app.resume();
        await harness.app.idle();
        expect(harness.monitoring.removals).toHaveLength(1);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
    });

    it('an outage of Mattermost delays what it shows, and nothing is done twice', async () => {
        const harness = await acknowledgedFor();
        harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await turnAfter(harness, 61 * MINUTE);
        await turnAfter(harness, MINUTE);
        expect(harness.monitoring.removals).toHaveLength(1);
        harness.chat.failure = undefined;
        harness.app.resume();
        await harness.app.idle();
        await turnAfter(harness, MINUTE);
        expect(harness.monitoring.removals).toHaveLength(1);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
        expect(lines(harness).filter((line) => line.includes('come to its end'))).toHaveLength(1);
    });

    it('of an object that was deleted in openITCOCKPIT: a sentence, and nothing is sent', async () => {
        const harness = await acknowledgedFor();
        const {state: _state, ...unmonitored} = harness.monitoring.status;
        harness.monitoring.status = unmonitored;
        await turnAfter(harness, 61 * MINUTE);
        expect(harness.monitoring.removals).toEqual([]);
        expect(shownAlert(harness).acknowledgement?.not_ended).toContain('does not monitor this object');
        expect(lines(harness)).toContainEqual(expect.stringContaining('is still in openITCOCKPIT'));
        await turnAfter(harness, 24 * HOUR);
        expect(harness.monitoring.removals).toEqual([]);
        expect(lines(harness).filter((line) => line.includes('still in openITCOCKPIT'))).toHaveLength(1);
    });

    it('that openITCOCKPIT takes and never shows is tried three times, then left to the channel with a button', async () => {
        const harness = await acknowledgedFor();
        harness.monitoring.applies = false;
        await turnAfter(harness, 61 * MINUTE);
        expect(lines(harness).at(-1)).toContain('It will be tried again');
        for (let turn = 0; turn < 12; turn += 1) {
            await turnAfter(harness, 10 * MINUTE);
        }
        expect(harness.monitoring.removals).toHaveLength(3);
        expect(lines(harness).at(-1)).toContain('Remove acknowledgement');
        expect(harness.actions().map(({id}) => id)).toContain(ACTION.removeAcknowledgement);
    });

    it('is kept by Retry, unless it has passed', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.applies = false;
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await harness.submit({comment: 'restarting the web server', length: '1h'});
        await harness.app.idle();
        expect(shownAlert(harness)).toMatchObject({look: 'not_confirmed'});
        const {until} = shownAlert(harness).acknowledgement ?? {};
        harness.monitoring.applies = true;
        await harness.app.pressAction(harness.pressOf(ACTION.retry));
        await harness.app.idle();
        expect(shownAlert(harness)).toMatchObject({look: 'acknowledged', acknowledgement: {until}});
    });

    it('passed before it could be sent, nothing is sent', async () => {
        const harness = await startHarness({queueMaxAgeMs: 24 * HOUR});
        await harness.notify();
        harness.monitoring.failures = {read: new AppError('openitcockpit_unreachable', 'away')};
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await harness.submit({comment: 'restarting the web server', length: '1h'});
        await harness.app.idle();
        await harness.clock.sleep(2 * HOUR);
        harness.monitoring.failures = {};
        harness.app.resume();
        await harness.app.idle();
        expect(harness.monitoring.commands).toEqual([]);
        expect(shownAlert(harness)).toMatchObject({look: 'not_confirmed', not_sent: true});
    });
});

describe('before the end the person', () => {
    const asked = async (): Promise<AppHarness> => {
        const harness = await acknowledgedFor();
        await turnAfter(harness, 46 * MINUTE);
        return harness;
    };

    it('is asked once in a direct message, with two buttons', async () => {
        const harness = await acknowledgedFor();
        await turnAfter(harness, 44 * MINUTE);
        expect(questionsOf(harness)).toEqual([]);
        await turnAfter(harness, 2 * MINUTE);
        await turnAfter(harness, MINUTE);
        await turnAfter(harness, 3 * MINUTE);
        const [question, ...more] = questionsOf(harness);
        expect(more).toEqual([]);
        expect(question?.message).toMatch(/^Your acknowledgement of Ping on web01 ends: .*\.$/);
        expect(attachmentOf(question as never).actions?.map(({name}) => name)).toEqual([
            'Extend by 1 hour',
            'Release now',
        ]);
    });

    it('extends it by the same time again; the question says so, and another comes before the new end', async () => {
        const harness = await asked();
        const before = shownAlert(harness).acknowledgement?.until ?? 0;
        await pressQuestion(harness, 'extend');
        await harness.app.idle();
        expect(shownAlert(harness).acknowledgement?.until).toBe(before + 3600);
        expect(attachmentOf(questionsOf(harness)[0] as never)).toMatchObject({
            text: expect.stringMatching(/^You extended it until/),
        });
        expect(lines(harness).at(-1)).toMatch(/^Jane Roe .* extended the acknowledgement until/);
        await turnAfter(harness, 30 * MINUTE);
        expect(harness.monitoring.removals).toEqual([]);
        expect(questionsOf(harness)).toHaveLength(1);
        await turnAfter(harness, 30 * MINUTE);
        expect(questionsOf(harness)).toHaveLength(2);
        await turnAfter(harness, 20 * MINUTE);
        expect(harness.monitoring.removals).toHaveLength(1);
    });

    it('releases it now', async () => {
        const harness = await asked();
        await pressQuestion(harness, 'release');
        await harness.app.idle();
        expect(harness.monitoring.removals).toHaveLength(1);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
        expect(lines(harness).at(-1)).toMatch(/Jane Roe .* removed the acknowledgement/);
        expect(attachmentOf(questionsOf(harness)[0] as never)).toMatchObject({text: 'You released it.'});
        await turnAfter(harness, HOUR);
        expect(harness.monitoring.removals).toHaveLength(1);
    });

    it('extends and releases at once: the first press decides, the other is told so', async () => {
        const harness = await asked();
        const results = await Promise.allSettled([pressQuestion(harness, 'extend'), pressQuestion(harness, 'release')]);
        await harness.app.idle();
        expect(results.map(({status}) => status).sort()).toEqual(['fulfilled', 'rejected']);
        const isExtended = results[0]?.status === 'fulfilled';
        expect(harness.monitoring.removals).toHaveLength(isExtended ? 0 : 1);
        expect(shownAlert(harness).look).toBe(isExtended ? 'acknowledged' : 'problem');
    });

    it('finds nothing to decide once the end has come, and the question says so', async () => {
        const harness = await asked();
        const [question] = questionsOf(harness);
        const token = attachmentOf(question as never).actions?.[0]?.integration.context.token ?? '';
        await turnAfter(harness, 15 * MINUTE);
        expect(attachmentOf(questionsOf(harness)[0] as never)).toMatchObject({text: 'Its end has come.'});
        await expect(pressToken(harness, question as never, token)).rejects.toMatchObject({code: 'forbidden'});
    });

    it('is the only one who may answer', async () => {
        const harness = await asked();
        const other = harness.chat.addUser('other');
        await expect(pressQuestion(harness, 'release', other.id)).rejects.toMatchObject({code: 'forbidden'});
        expect(harness.monitoring.removals).toEqual([]);
    });

    it('is not asked twice when the answer of Mattermost was lost', async () => {
        const harness = await acknowledgedFor();
        const {chat} = harness;
        const create = chat.createPost.bind(chat);
        let lost = 0;
        chat.createPost = async (...made) => {
            const ref = await create(...made);
            if (made[0].startsWith('direct') && lost === 0) {
                lost += 1;
                throw new AppError('mattermost_unreachable', 'the answer was lost');
            }
            return ref;
        };
        await turnAfter(harness, 46 * MINUTE);
        expect(lost).toBe(1);
        await turnAfter(harness, 2 * MINUTE);
        await turnAfter(harness, 2 * MINUTE);
        expect(questionsOf(harness)).toHaveLength(1);
        await pressQuestion(harness, 'extend');
        await harness.app.idle();
        expect(attachmentOf(questionsOf(harness)[0] as never)).toMatchObject({text: expect.stringMatching(/extended/)});
    });

    it('is asked after an outage of Mattermost, if there is still time', async () => {
        const harness = await acknowledgedFor();
        harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await turnAfter(harness, 46 * MINUTE);
        harness.chat.failure = undefined;
        await turnAfter(harness, 2 * MINUTE);
        expect(questionsOf(harness)).toHaveLength(1);
    });
});

import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps, CHOICE} from '#contract';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, problem, startHarness} from '../../../support/app/harness';

const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const replies = (harness: AppHarness) => harness.chat.replies.map(({message}) => message);
const told = (harness: AppHarness) => harness.chat.told.map(({message}) => message);
const HOST = {type: 'Host', state: '1', serviceuuid: '', servicename: ''};

const open = async (fields: Record<string, unknown> = {}): Promise<AppHarness> => {
    const harness = await startHarness();
    await harness.notify(problem(fields));
    return harness;
};

const recheck = async (harness: AppHarness) => {
    await harness.choose(CHOICE.recheck);
    await harness.app.idle();
};

describe('a recheck', () => {
    it('brings its result as a line in the thread, and the post says the new state', async () => {
        const harness = await open();
        harness.monitoring.nextResult = {state: 'WARNING', output: 'rta 300ms'};
        await recheck(harness);
        expect(harness.monitoring.rechecks).toEqual([{hostAndServices: false}]);
        expect(replies(harness)).toEqual(['Rechecked for Jane Roe (@\u200bjane): CRITICAL → WARNING: rta 300ms']);
        expect(shown(harness)).toMatchObject({look: 'problem', state: 'WARNING', output: 'rta 300ms'});
        expect(told(harness)).toEqual([]);
    });

    it('says that nothing changed', async () => {
        const harness = await open();
        await recheck(harness);
        expect(replies(harness)).toEqual(['Rechecked for Jane Roe (@\u200bjane): still CRITICAL: rta nan, lost 100%']);
    });

    it('that finds it well ends the problem', async () => {
        const harness = await open();
        harness.monitoring.nextResult = {state: 'OK', output: 'rta 1ms'};
        await recheck(harness);
        expect(shown(harness)).toMatchObject({look: 'recovered', state: 'OK'});
        expect(replies(harness)).toEqual(['Rechecked for Jane Roe (@\u200bjane): CRITICAL → OK: rta 1ms']);
        expect(harness.actions()).toEqual([]);

        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0'}));
        await harness.app.idle();
        expect(harness.chat.posts.size).toBe(1);
    });

    it('of a host takes its services along when asked for', async () => {
        const harness = await open(HOST);
        harness.monitoring.nextResult = {state: 'DOWN'};
        expect(harness.choices()).toEqual([CHOICE.scheduleDowntime, CHOICE.recheck, CHOICE.recheckAll]);
        await harness.choose(CHOICE.recheckAll);
        await harness.app.idle();
        expect(harness.monitoring.rechecks).toEqual([{hostAndServices: true}]);
    });

    it('that brings nothing new is not taken for a result', async () => {
        const harness = await open();
        harness.monitoring.applies = false;
        await recheck(harness);
        expect(told(harness)).toEqual([expect.stringContaining('showed no new result within 15 s')]);
        expect(replies(harness)).toEqual([]);
    });

    it.each([
        ['without active checks', {activeChecks: false}, 'does not check this object actively'],
        ['that may not be edited', {mayEdit: false}, 'write permission'],
    ])('of an object %s is refused', async (_, status, sentence) => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, ...status};
        await recheck(harness);
        expect(told(harness)).toEqual([expect.stringContaining(sentence)]);
        expect(harness.monitoring.rechecks).toEqual([]);
    });

    it('names the right that is missing', async () => {
        const harness = await open();
        harness.monitoring.failures.recheck = new AppError('openitcockpit_right_missing', 'No right.');
        await recheck(harness);
        expect(told(harness)).toEqual(['Not rechecked: No right.']);
    });

    it('is refused on a post whose problem is over', async () => {
        const harness = await open();
        const press = harness.pressOf('more', {selectedOption: CHOICE.recheck});
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0'}));
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({
            code: 'forbidden',
            message: expect.stringContaining('problem is over'),
        });
    });

    it('a choice that the post does not know is refused', async () => {
        const harness = await open();
        const press = harness.pressOf('more', {selectedOption: 'rm -rf'});
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'bad_request'});
    });
});

import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps, CHOICE} from '#contract';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';
import {eventually} from '../../../support/eventually';
import {pendingOf, RECHECK} from '../../../support/records';

const HORIZON = 15;
/** What the harness takes for a notification. */
const NOTIFY_SECONDS = 4;
const WAIT = /being rechecked for Jane Roe \(@\u200bjane\): checks in (\d+) s/;
const replies = (harness: AppHarness) => harness.chat.replies.map(({message}) => message);
const told = (harness: AppHarness) => harness.chat.told.map(({message}) => message);
const seconds = (harness: AppHarness) => Math.floor(harness.clock.now() / 1000);
const propsIn = (harness: AppHarness) => harness.chat.history.map(({props}) => props[ALERT_PROP] as AlertProps);

interface Check {
    readonly at: number;
    readonly was: string;
}

/** openITCOCKPIT's core: it silently drops a recheck within its horizon. @param ago seconds since the last check */
const open = async (ago: number, settings: Partial<AppSettings> = {}) => {
    const harness = await startHarness(settings);
    await harness.notify(problem({time: String(seconds(harness) + NOTIFY_SECONDS - ago)}));
    const {monitoring} = harness;
    const checks: Check[] = [];
    const check = (at: number, more: Partial<ObjectStatus> = {}) => {
        checks.push({at, was: monitoring.status.state ?? ''});
        monitoring.status = {...monitoring.status, lastCheck: `check at ${at}`, checkedAt: momentAt(at), ...more};
    };
    check(seconds(harness) - ago);
    monitoring.recheck = async (_target, hostAndServices) => {
        monitoring.rechecks.push({hostAndServices});
        if ((checks.at(-1)?.at ?? 0) + HORIZON <= seconds(harness)) {
            check(seconds(harness), monitoring.nextResult);
        }
    };
    return {harness, check, checks, monitoring};
};

const recheck = async (harness: AppHarness) => {
    await harness.choose(CHOICE.recheck);
    await harness.app.idle();
};

/** Does something once the post says that the recheck waits. */
const whenItWaits = ({chat}: AppHarness, act: () => void): void => {
    const updatePost = chat.updatePost.bind(chat);
    let isDone = false;
    chat.updatePost = async (postId, content) => {
        await updatePost(postId, content);
        const {pending = []} = content.props[ALERT_PROP] as AlertProps;
        if (!isDone && pending.some(({in_seconds: seconds}) => seconds !== undefined)) {
            isDone = true;
            act();
        }
    };
};

describe('a recheck soon after the last check', () => {
    it('waits until openITCOCKPIT would carry it out, says so, and is confirmed', async () => {
        const {harness, monitoring, checks} = await open(6);
        monitoring.nextResult = {state: 'WARNING', output: 'rta 300ms'};
        await recheck(harness);
        expect(monitoring.rechecks).toHaveLength(1);
        expect(checks).toHaveLength(2);
        expect(replies(harness)).toEqual(['Rechecked for Jane Roe (@\u200bjane): CRITICAL → WARNING: rta 300ms']);
        expect(told(harness)).toEqual([]);
        const attachments = harness.chat.history.map(({props}) => JSON.stringify(props.attachments));
        const said = attachments.flatMap((text) => WAIT.exec(text)?.[1] ?? []);
        expect(new Set(said)).toEqual(new Set(['10']));
        expect(propsIn(harness).flatMap(({pending = []}) => pending)).toContainEqual({
            action: 'recheck',
            author: 'Jane Roe (@jane)',
            in_seconds: 10,
        });
        expect(attachments.at(-1)).not.toContain('checks in');
    });

    it('does not wait where the last check is old enough', async () => {
        const {harness, monitoring} = await open(16);
        const began = seconds(harness);
        monitoring.nextResult = {state: 'WARNING', output: 'rta 300ms'};
        await recheck(harness);
        expect(replies(harness)).toEqual([expect.stringContaining('CRITICAL → WARNING')]);
        expect(seconds(harness) - began).toBeLessThan(HORIZON);
        expect(propsIn(harness).flatMap(({pending = []}) => pending)).toContainEqual({
            action: 'recheck',
            author: 'Jane Roe (@jane)',
        });
    });

    it('waits for the check that raised the alert, which the database does not show yet', async () => {
        const {harness, monitoring, checks} = await open(3600);
        const raised = seconds(harness) - 1;
        await harness.app.receiveNotification(parseNotification(problem({time: String(raised)})));
        checks.push({at: raised, was: 'CRITICAL'});
        monitoring.nextResult = {state: 'WARNING', output: 'rta 300ms'};
        await recheck(harness);
        expect(monitoring.rechecks).toHaveLength(1);
        expect(replies(harness)).toEqual([expect.stringContaining('CRITICAL → WARNING')]);
    });

    it('does not hold up another action on the same problem', async () => {
        const {harness, monitoring} = await open(1);
        const sent: string[] = [];
        const {acknowledge, recheck: send} = monitoring;
        monitoring.acknowledge = async (command) => {
            sent.push('acknowledge');
            await acknowledge.call(monitoring, command);
        };
        monitoring.recheck = async (...asked) => {
            sent.push('recheck');
            await send.call(monitoring, ...asked);
        };
        let acknowledging: Promise<unknown> | undefined;
        const sleep = harness.clock.sleep.bind(harness.clock);
        whenItWaits(harness, () => {
            acknowledging = harness.acknowledge();
            // No time passes before the other command is sent.
            harness.clock.sleep = async (milliseconds) => {
                await eventually(() => expect(sent).toContain('acknowledge'));
                await sleep(milliseconds);
            };
        });
        await recheck(harness);
        expect(await acknowledging).toEqual({});
        await harness.app.idle();
        expect(sent).toEqual(['acknowledge', 'recheck']);
        expect(told(harness)).toEqual([]);
    });

    it('is spared the command if openITCOCKPIT checks by itself meanwhile', async () => {
        const {harness, monitoring, check} = await open(2);
        whenItWaits(harness, () => check(seconds(harness) + 3, {state: 'WARNING', output: 'rta 300ms'}));
        await recheck(harness);
        expect(monitoring.rechecks).toEqual([]);
        expect(replies(harness)).toEqual(['Rechecked for Jane Roe (@\u200bjane): CRITICAL → WARNING: rta 300ms']);
    });

    it('waits once only, even if nobody can tell when the last check was', async () => {
        const {harness, monitoring, check} = await open(2);
        check(seconds(harness) + 3600);
        await recheck(harness);
        expect(monitoring.rechecks).toHaveLength(1);
        expect(told(harness)).toEqual([expect.stringContaining('showed no new result')]);
    });

    it('that waited when the handler stopped is carried out after the start, not before its time', async () => {
        const {harness, monitoring} = await open(1);
        const {postId, channelId} = harness.post;
        const waits = {
            notBefore: seconds(harness) + 15,
            waitSeconds: 15,
            before: `CRITICAL ${monitoring.status.lastCheck}`,
        };
        const action = {...pendingOf(RECHECK), postId, channelId, askedAt: seconds(harness), ...waits};
        await harness.store.update(KEY, (record) => record && {...record, pending: [action]});
        harness.app.resume();
        await harness.app.idle();
        expect(monitoring.rechecks).toEqual([]);
        await harness.clock.sleep(15_000);
        harness.app.resume();
        await harness.app.idle();
        expect(monitoring.rechecks).toHaveLength(1);
        expect(replies(harness)).toEqual([expect.stringContaining('still CRITICAL')]);
    });

    it('does not wait where the setting says that openITCOCKPIT drops nothing', async () => {
        const {harness, monitoring} = await open(1, {recheckHorizonMs: 0});
        await recheck(harness);
        expect(monitoring.rechecks).toHaveLength(1);
        expect(propsIn(harness).flatMap(({pending = []}) => pending)).not.toContainEqual(
            expect.objectContaining({in_seconds: expect.anything()}),
        );
    });
});

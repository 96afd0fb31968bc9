import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {ACTION} from '#contract';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError, type ErrorCode} from '../../../../server-proxy/src/domain/errors';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';
import {shownIn} from '../../../support/app/node';

/** A minute goes by and the reconciler has its turn. */
const turn = async (harness: AppHarness, seconds = 60) => {
    await harness.clock.sleep(seconds * 1000);
    await harness.app.reconcile();
    await harness.app.idle();
};

const open = async (settings: Partial<AppSettings> = {}, fields: Record<string, unknown> = problem()) => {
    const harness = await startHarness(settings);
    await harness.notify(fields);
    return harness;
};

const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);
const lines = ({chat}: AppHarness) => chat.replies.map(({message}) => message);
const offered = (harness: AppHarness) => harness.actions().map(({id}) => id);
const failure = (code: ErrorCode) => new AppError(code, 'openITCOCKPIT is away');

describe('the reconciler', () => {
    it('leaves a post alone that is right', async () => {
        const harness = await open();
        const record = await harness.store.get(KEY);
        await turn(harness);
        expect(harness.chat.history).toHaveLength(1);
        expect(lines(harness)).toEqual([]);
        expect(await harness.store.get(KEY)).toEqual(record);
        expect(harness.app.reconciled()).toMatchObject({open: 1, healed: 0, unread: 0});
    });

    it('heals a recovery that nobody notified, with the duration of the outage', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK', output: 'rta 1ms'};
        await turn(harness);
        expect(harness.post.message).toMatch(/^✅ OK Ping on web01 recovered after 17 min 4\d s: rta 1ms$/);
        expect(lines(harness)).toEqual([expect.stringMatching(/^OK: recovered after 17 min 4\d s$/)]);
        expect(offered(harness)).toEqual([]);
        expect(harness.app.reconciled()).toMatchObject({open: 1, healed: 1});
        await turn(harness);
        expect(lines(harness)).toHaveLength(1);
        expect(harness.app.reconciled()).toMatchObject({open: 0, healed: 0});
        // The notification comes after all.
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0', output: 'rta 1ms'}));
        await harness.app.idle();
        expect(harness.chat.posts.size).toBe(1);
        expect(lines(harness)).toHaveLength(1);
    });

    it('takes the duration of a healed recovery from when the state began, not from when it was read', async () => {
        const harness = await open();
        const stateSince = momentAt(1_795_489_000 + 1200);
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK', output: 'rta 1ms', stateSince};
        await turn(harness, 7200);
        expect(harness.post.message).toMatch(/recovered after 20 min: rta 1ms$/);
        expect(lines(harness)).toEqual(['OK: recovered after 20 min']);
    });

    it('ends that a problem whose recovery was missed swallows the next one, when no problem ids are sent', async () => {
        const harness = await open({}, problem({problemid: ''}));
        // Without the reconciler the next problem is taken for a repeat.
        await harness.notify(problem({problemid: '', output: 'once more'}));
        expect(harness.chat.posts.size).toBe(1);
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK'};
        await turn(harness);
        harness.monitoring.status = {...harness.monitoring.status, state: 'CRITICAL'};
        await harness.notify(problem({problemid: '', output: 'the next one', laststatechange: '1795490100'}));
        expect(harness.chat.posts.size).toBe(2);
        expect(harness.post.message).toContain('the next one');
        expect(offered(harness)).toContain(ACTION.acknowledge);
    });

    it('shows an acknowledgement that was made in openITCOCKPIT, another one after it, and its removal', async () => {
        const harness = await open();
        const {status} = harness.monitoring;
        const by = (author: string) => ({
            ...status,
            acknowledged: true,
            acknowledgement: {author, comment: 'on it', sticky: true, at: momentAt(seconds(harness))},
        });
        harness.monitoring.status = by('Ada Admin');
        await turn(harness);
        expect(harness.post.message).toContain('acknowledged by Ada Admin: on it');
        expect(offered(harness)).toContain(ACTION.removeAcknowledgement);
        harness.monitoring.status = by('Max Muster');
        await turn(harness);
        await turn(harness);
        expect(harness.post.message).toContain('acknowledged by Max Muster: on it');
        harness.monitoring.status = status;
        await turn(harness);
        expect(offered(harness)).toContain(ACTION.acknowledge);
        expect(lines(harness)).toEqual([
            'Acknowledged by Ada Admin: on it',
            'Acknowledged by Max Muster: on it',
            'The acknowledgement by Max Muster was removed in openITCOCKPIT.',
        ]);
    });

    it('does not take our own acknowledgement for somebody else’s, and keeps who made it', async () => {
        const harness = await open();
        await harness.acknowledge('replacing the disk');
        await harness.app.idle();
        const shown = harness.chat.history.length;
        await turn(harness);
        expect(harness.chat.history).toHaveLength(shown);
        expect((await harness.store.get(KEY))?.ack).toMatchObject({username: 'jane', via: 'mattermost'});
    });

    it('shows an acknowledgement that has no record of who made it', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: true};
        await turn(harness);
        expect((await harness.store.get(KEY))?.look).toBe('acknowledged');
        await turn(harness);
        expect(lines(harness)).toHaveLength(1);
    });

    it('shows a downtime and its end, another state, and another name', async () => {
        const harness = await open();
        const {status} = harness.monitoring;
        harness.monitoring.status = {...status, inDowntime: true};
        await turn(harness);
        harness.monitoring.status = {...status, state: 'WARNING', output: 'slow', hostName: 'web01.example.org'};
        await turn(harness);
        expect(harness.post.message).toBe('⚠️ WARNING Ping on web01.example.org: slow');
        expect(lines(harness)).toEqual([
            'Downtime started for Ping on web01',
            'CRITICAL → WARNING',
            'Downtime ended for Ping on web01.example.org',
        ]);
    });

    it('says who scheduled a downtime in openITCOCKPIT, and why', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, inDowntime: true};
        harness.monitoring.downtimes = [
            {id: 3, author: 'Ada Admin', comment: 'rack `moves`', seconds: 60, running: true},
            {id: 4, author: 'Ada Admin', comment: 'later', seconds: 60, running: false},
        ];
        await turn(harness);
        expect(lines(harness).join().replaceAll('\u200b', '')).toMatch(
            /^Downtime started for Ping on web01: Ada Admin: rack .?`?moves/,
        );
    });

    it('does not follow every output of a check', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, output: 'rta 4711ms'};
        await turn(harness);
        expect(harness.chat.history).toHaveLength(1);
    });

    it('writes no lines that the setting does not want', async () => {
        const harness = await open({threadLines: []});
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK'};
        await turn(harness);
        expect(harness.post.message).toContain('recovered');
        expect(lines(harness)).toEqual([]);
    });
});

describe('an object that openITCOCKPIT does not show any more', () => {
    it.each([
        ['en', 'closed: deleted in openITCOCKPIT'],
        ['de', 'geschlossen: in openITCOCKPIT gelöscht'],
    ] as const)('is closed after two turns in a row, in %s', async (language, sentence) => {
        const harness = await open({language});
        harness.monitoring.deleted = true;
        await turn(harness);
        expect(harness.chat.history).toHaveLength(1);
        harness.monitoring.deleted = false;
        await turn(harness);
        harness.monitoring.deleted = true;
        await turn(harness);
        expect(harness.chat.history).toHaveLength(1);
        await turn(harness);
        expect(harness.post.message).toContain(sentence);
        expect(offered(harness)).toEqual([]);
        expect(lines(harness)).toEqual([sentence]);
        await turn(harness);
        expect(harness.chat.history).toHaveLength(2);
        expect(harness.app.reconciled()).toMatchObject({open: 0});
    });

    it('says that it is not monitored when it exists', async () => {
        const harness = await open();
        const {state: _, ...unmonitored} = harness.monitoring.status;
        harness.monitoring.status = unmonitored;
        await turn(harness);
        await turn(harness);
        expect(harness.post.message).toContain('closed: openITCOCKPIT no longer monitors it');
    });

    it('is a problem again when it is notified', async () => {
        const harness = await open();
        harness.monitoring.deleted = true;
        await turn(harness);
        await turn(harness);
        harness.monitoring.deleted = false;
        await harness.notify(problem({output: 'back again'}));
        await harness.app.idle();
        expect((await harness.store.get(KEY))?.look).toBe('problem');
        expect(harness.post.message).toContain('back again');
        expect(offered(harness)).toContain(ACTION.acknowledge);
    });

    it('stays when openITCOCKPIT knows none of many: that is another openITCOCKPIT', async () => {
        const harness = await startHarness();
        for (let number = 0; number < 12; number += 1) {
            const hostuuid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
            await harness.notify(problem({hostuuid, problemid: `p${number}`}));
        }
        harness.monitoring.deleted = true;
        await turn(harness);
        await turn(harness);
        await turn(harness);
        expect(await harness.store.followed()).toHaveLength(12);
        expect(harness.app.findings('problem')).toEqual([
            'openITCOCKPIT knows none of the 12 objects with open posts, so their posts stay as they are: check the openITCOCKPIT URL setting.',
        ]);
        harness.monitoring.deleted = false;
        await turn(harness);
        expect(harness.app.findings('problem')).toEqual([]);
    });
});

describe('a turn', () => {
    it('leaves alone what somebody has asked for, and heals the rest', async () => {
        const harness = await open();
        harness.monitoring.failures = {read: failure('openitcockpit_unreachable')};
        await harness.acknowledge('replacing the disk');
        await harness.app.idle();
        expect((await harness.store.get(KEY))?.pending).toHaveLength(1);
        harness.monitoring.failures = {};
        const acknowledgement = {author: 'Ada', comment: 'on it', sticky: true, at: momentAt(seconds(harness))};
        harness.monitoring.status = {
            ...harness.monitoring.status,
            state: 'WARNING',
            acknowledged: true,
            acknowledgement,
        };
        await turn(harness);
        expect(await harness.store.get(KEY)).toMatchObject({
            look: 'acknowledging',
            alert: {state: 'WARNING'},
            pending: [{request: {kind: 'acknowledge'}}],
        });
    });

    it('does not overwrite what changed while it read', async () => {
        const harness = await open();
        const {monitoring, store} = harness;
        const stale = {...monitoring.status, state: 'OK' as const};
        monitoring.readStatuses = async () => {
            await harness.notify(problem({state: '1', output: 'newer', laststatechange: '1795490020'}));
            return new Map([[KEY, stale]]);
        };
        await turn(harness);
        expect(await store.get(KEY)).toMatchObject({look: 'problem', alert: {state: 'WARNING', output: 'newer'}});
        expect(harness.app.reconciled()).toMatchObject({healed: 0});
    });

    it('changes nothing when openITCOCKPIT is away, and says so once', async () => {
        const harness = await open();
        harness.monitoring.failures = {read: failure('openitcockpit_unreachable')};
        await turn(harness);
        expect(harness.chat.history).toHaveLength(1);
        expect(harness.app.reconciled()).toMatchObject({open: 1, healed: 0, error: 'openITCOCKPIT is away'});
        const said = harness.logger.lines.filter(({level}) => level === 'warn');
        expect(said.map(({message}) => message)).toEqual(['The open posts could not be compared with openITCOCKPIT']);
        expect(await harness.metrics.text()).toContain(
            'reconcile_seconds_count{outcome="openitcockpit_unreachable"} 1',
        );
    });

    it('heals the others when one answer cannot be read', async () => {
        const harness = await startHarness();
        const hosts = Array.from({length: 401}, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
        await Promise.all(
            hosts.map((hostuuid) => harness.notify(problem({hostuuid, type: 'Host', state: '1', problemid: hostuuid}))),
        );
        let calls = 0;
        const {monitoring} = harness;
        const checkedAt = momentAt(seconds(harness) + 60);
        monitoring.status = {...monitoring.status, state: 'UP', checkedAt};
        monitoring.readStatuses = async (targets) => {
            calls += 1;
            if (calls === 1) {
                throw failure('openitcockpit_bad_answer');
            }
            return new Map(targets.map(({hostUuid}) => [hostUuid, monitoring.status]));
        };
        await turn(harness);
        expect(calls).toBe(2);
        const looks = [...harness.chat.posts.values()].map((post) => shownIn(post).look);
        expect(looks.filter((look) => look === 'recovered')).toHaveLength(1);
        expect(harness.app.reconciled()).toMatchObject({open: 401, healed: 1, error: 'openITCOCKPIT is away'});
    });

    it('counts what openITCOCKPIT says nothing about, and leaves it', async () => {
        const harness = await open();
        harness.monitoring.readStatuses = async () => new Map();
        await turn(harness);
        await turn(harness);
        expect(harness.app.reconciled()).toMatchObject({open: 1, unread: 1});
        expect(harness.chat.history).toHaveLength(1);
    });

    it('shows the post later when Mattermost does not take it', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK'};
        harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await turn(harness);
        harness.chat.failure = undefined;
        expect(harness.post.message).toContain('CRITICAL');
        harness.app.resume();
        await harness.app.idle();
        expect(harness.post.message).toContain('recovered');
    });

    it('is not taken twice at once', async () => {
        const harness = await open();
        await harness.clock.sleep(60_000);
        await Promise.all([harness.app.reconcile(), harness.app.reconcile()]);
        expect(harness.monitoring.reads).toBe(1);
    });

    it('ends at once when the handler ends, and goes on after a restart', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'oitc-reconcile-'));
        onTestFinished(() => rm(folder, {recursive: true, force: true}));
        const chat = new FakeChat();
        const monitoring = new FakeMonitoring();
        const before = await startHarness({}, folder, chat, monitoring);
        await before.notify();
        monitoring.status = {...monitoring.status, state: 'OK'};
        before.app.rest();
        await turn(before);
        expect(monitoring.reads).toBe(0);
        const after = await startHarness({}, folder, chat, monitoring);
        await turn(after, 120);
        expect(after.post.message).toContain('recovered');
    });
});

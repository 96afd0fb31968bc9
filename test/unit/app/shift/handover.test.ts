import {describe, expect, it} from 'vitest';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, HOST_UUID, KEY, problem, startHarness} from '../../../support/app/harness';
import {buttonsOf, channelOf, pressOf} from '../../../support/app/shift';
import {sharedStore} from '../../../support/app/watch_store';

const JANE = 'userjane'.padEnd(26, '0');
const RECOVERY = {notificationtype: 'RECOVERY', state: '0', output: 'OK'};

const handover = (harness: AppHarness, typed = '', userId = JANE) =>
    harness.app.handover({userId, channelId: channelOf(harness)}, typed);

/** A problem that comes and goes so often. */
const flap = async (harness: AppHarness, times: number): Promise<void> => {
    for (let at = 0; at < times; at += 1) {
        const since = `${Math.floor(harness.clock.now() / 1000)}`;
        const id = `flap-${at}`;
        await harness.notify(problem({problemid: id, laststatechange: since}));
        await harness.notify(problem({problemid: id, ...RECOVERY, laststatechange: `${Number(since) + 3}`}));
    }
    await harness.app.idle();
};

describe('a hand-over', () => {
    it('tells what opened, what closed and what is still open, with who has it', async () => {
        const harness = await startHarness();
        await harness.notify(problem({output: 'lost'}));
        await harness.acknowledge('new disk');
        await harness.app.idle();
        const {text, attachments} = await handover(harness);
        expect(text).toContain('1 opened · 0 closed · 1 still open');
        expect(text).toMatch(/- CRITICAL Ping on web01 · since .* · Jane Roe \(@\u200bjane\): new disk/);
        expect(text).toMatch(/Time to acknowledge: half within 16 min \d+ s, 95 % within 16 min \d+ s \(1\)/);
        expect(buttonsOf(attachments).map(({name}) => name)).toEqual([
            'Post in this channel',
            'Hand over my problems …',
        ]);
        await harness.notify(problem(RECOVERY));
        await harness.app.idle();
        const later = await handover(harness, '8h');
        expect(later.text).toContain('1 opened · 1 closed · 0 still open');
        expect(later.text).toContain('Time to recover');
        expect(later.text).not.toContain('Still open');
    });

    it('lists old acknowledgements, those that end soon, and downtimes of the next shift', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.acknowledge('new disk');
        await harness.app.idle();
        const now = Math.floor(harness.clock.now() / 1000);
        await harness.store.update(KEY, (record) =>
            record?.ack ? {...record, ack: {...record.ack, until: now + 3600, lasts: 3600}} : record,
        );
        const downtime = {key: HOST_UUID, host: 'web01', author: 'Ada', comment: 'new kernel'};
        harness.monitoring.planned = [
            {...downtime, start: now + 7200, end: now + 90_000},
            {...downtime, comment: 'old disk', start: now - 10, end: now + 3600},
            {...downtime, comment: 'too late', start: now + 40_000, end: now + 50_000},
        ];
        const {text} = await handover(harness);
        expect(text).toMatch(/Acknowledgements that end by .* \(1\)/);
        expect(text).toMatch(/Downtimes that begin by .* \(1\)\*\*\n- web01 · .* · Ada: new kernel/);
        expect(text).toMatch(/Downtimes that end by .* \(1\)\*\*\n- web01 · .* · Ada: old disk/);
        expect(text).not.toContain('too late');
        harness.clock.shift(8 * 86_400_000);
        expect((await handover(harness)).text).toContain('Acknowledgements that are older than 7 days (1)');
    });

    it('names the noisiest, and its button opens the dialog for a downtime although nothing is wrong now', async () => {
        const harness = await startHarness();
        await flap(harness, 6);
        const {text, attachments} = await handover(harness);
        expect(text).toContain('6 opened · 6 closed · 0 still open');
        expect(text).toContain('- Ping on web01: 6 times, half of them over within 3 s');
        expect(buttonsOf(attachments).at(-1)?.name).toBe('Downtime: Ping on web01');
        await harness.app.pressAction(pressOf(harness, attachments, 'shiftdowntime0', JANE));
        const {dialog} = harness.chat.dialogs.at(-1) ?? {};
        expect(dialog).toMatchObject({title: 'Schedule downtime', introduction_text: expect.stringContaining('1 ')});
        const sent = await harness.submit({comment: 'known to flap', length: '1h'}, {channelId: channelOf(harness)});
        expect(sent).toEqual({});
        await harness.app.idle();
        expect(harness.monitoring.downtimeCommands).toMatchObject([{comment: 'known to flap'}]);
    });

    it('is not noisy four times, nor where half last longer than a quarter of an hour', async () => {
        const harness = await startHarness();
        await flap(harness, 4);
        expect((await handover(harness)).text).not.toContain('Noisiest');
    });

    it('says why downtimes are missing, and shows the rest', async () => {
        const harness = await startHarness();
        harness.monitoring.planned = new AppError(
            'openitcockpit_right_missing',
            'The right to see downtimes is missing.',
        );
        await harness.notify();
        const {text} = await handover(harness);
        expect(text).toContain('Downtimes could not be read: The right to see downtimes is missing.');
        expect(text).toContain('Still open (1)');
    });

    it('tells when openITCOCKPIT was out of reach, but not to guests', async () => {
        const watchStore = sharedStore();
        const harness = await startHarness({}, undefined, undefined, undefined, undefined, {watchStore});
        const guest = harness.chat.addUser('guest', {isGuest: true});
        await harness.notify();
        const now = Math.floor(harness.clock.now() / 1000);
        watchStore.state = {
            outages: [{kind: 'openitcockpit', since: now - 1200, until: now - 600}],
            faults: {stream: {since: now - 60, node: 'a', seenAt: now}},
        };
        const {text} = await handover(harness);
        expect(text).toMatch(/- openITCOCKPIT could not be reached: .* \(10 min\)/);
        expect(text).toMatch(/- Nothing came over the event stream: .* – now \(1 min\)/);
        expect((await handover(harness, '', guest.id)).text).not.toContain('openITCOCKPIT could not be reached');
    });

    it('says since when anything is known, and refuses a span that is none', async () => {
        const harness = await startHarness();
        await harness.app.tendShifts();
        expect((await handover(harness, '7d')).text).toContain('What is over is only known since');
        for (const span of ['1y', '0h', '99d', 'yesterday', '7d 7d']) {
            await expect(handover(harness, span)).rejects.toThrow('Give a span like 24h, 7d or 4w');
        }
    });

    it('speaks the language of the person, in their time zone', async () => {
        const harness = await startHarness();
        const max = harness.chat.addUser('max', {language: 'de', timeZone: 'Asia/Tokyo'});
        await harness.notify();
        const {text, attachments} = await handover(harness, '', max.id);
        expect(text).toContain('1 neu · 0 behoben · 1 noch offen');
        expect(text).toMatch(/GMT\+9|JST/);
        expect(buttonsOf(attachments)[0]?.name).toBe('In diesem Kanal veröffentlichen');
    });
});

describe('who sees what of a hand-over and a report', () => {
    const withStranger = async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.notify(problem(RECOVERY));
        await harness.notify(problem({problemid: 'problem-2', laststatechange: '1795490100'}));
        await harness.app.idle();
        const sam = harness.chat.addUser('sam');
        harness.chat.unseen.set(sam.id, new Set([channelOf(harness), 'ops/alerts']));
        const now = Math.floor(harness.clock.now() / 1000);
        harness.monitoring.planned = [
            {key: 'other', host: 'db01', author: 'Ada', comment: 'x', start: now + 60, end: now + 90_000},
        ];
        return {harness, sam};
    };

    it('a person of the channel sees its problems, one who is not in it sees none', async () => {
        const {harness, sam} = await withStranger();
        const seen = await handover(harness);
        expect(seen.text).toContain('2 opened · 1 closed · 1 still open');
        expect(seen.text).toContain('db01');
        const unseen = await handover(harness, '', sam.id);
        expect(unseen.text).toContain('0 opened · 0 closed · 0 still open');
        expect(unseen.text).not.toMatch(/web01|db01/);
    });

    it('the same for the report and its file', async () => {
        const {harness, sam} = await withStranger();
        const seen = await harness.app.report({userId: JANE}, '');
        expect(seen.text).toContain('Ping on web01');
        expect(seen.csv().split('\r\n')).toHaveLength(4);
        const unseen = await harness.app.report({userId: sam.id}, '7d');
        expect(unseen.text).toContain('There was no problem.');
        expect(unseen.csv()).not.toContain('web01');
    });

    it('an administrator sees it without being in the channel, a deactivated account and a bot see nothing', async () => {
        const {harness, sam} = await withStranger();
        harness.chat.users.set(sam.id, {...sam, isSystemAdmin: true});
        expect((await handover(harness, '', sam.id)).text).toContain('2 opened');
        harness.chat.users.set(sam.id, {...sam, isActive: false});
        await expect(handover(harness, '', sam.id)).rejects.toMatchObject({code: 'forbidden'});
        await expect(harness.app.report({userId: sam.id}, '')).rejects.toMatchObject({code: 'forbidden'});
        harness.chat.users.set(sam.id, {...sam, isBot: true});
        await expect(harness.app.report({userId: sam.id}, '')).rejects.toMatchObject({code: 'forbidden'});
    });

    it('posting it shows the channel what is at home there, whatever the person sees; a stranger cannot', async () => {
        const {harness, sam} = await withStranger();
        const {attachments} = await handover(harness);
        await expect(harness.app.pressAction(pressOf(harness, attachments, 'shiftpost', sam.id))).rejects.toMatchObject(
            {code: 'forbidden'},
        );
        await harness.app.pressAction(pressOf(harness, attachments, 'shiftpost', JANE));
        expect(harness.chat.created.at(-1)).toMatchObject({
            channelId: channelOf(harness),
            message: expect.stringMatching(/2 opened · 1 closed[\s\S]*_Posted by Jane Roe/),
        });
        const elsewhere = await harness.app.handover({userId: JANE, channelId: 'channelelsewhere'.padEnd(26, 'c')}, '');
        await harness.app.pressAction(pressOf(harness, elsewhere.attachments, 'shiftpost', JANE));
        expect(harness.chat.created.at(-1)?.message).toContain('0 opened · 0 closed · 0 still open');
        harness.chat.outsiders.add(JANE);
        await expect(harness.app.pressAction(pressOf(harness, attachments, 'shiftpost', JANE))).rejects.toMatchObject({
            code: 'forbidden',
        });
    });

    it('a stranger cannot propose a downtime either', async () => {
        const {harness, sam} = await withStranger();
        await flap(harness, 6);
        const {attachments} = await handover(harness);
        await expect(
            harness.app.pressAction(pressOf(harness, attachments, 'shiftdowntime0', sam.id)),
        ).rejects.toMatchObject({code: 'forbidden'});
        expect(harness.chat.dialogs).toEqual([]);
    });
});

import {describe, expect, it} from 'vitest';
import type {ChatUser} from '../../../../server-proxy/src/app/posts/chat_port';
import {signToken} from '../../../../server-proxy/src/domain/action/signature';
import {entryOf} from '../../../../server-proxy/src/domain/panel/panel_row';
import {signShift} from '../../../../server-proxy/src/domain/shift/shift_token';
import {type AppHarness, HOST_UUID, KEY, problem, SETTINGS, startHarness} from '../../../support/app/harness';
import {buttonsOf, channelOf, handOver, messagesTo, pressOf} from '../../../support/app/shift';
import {expectSameShape, HOSTILE} from '../../../support/hostile';

const JANE = 'userjane'.padEnd(26, '0');
const RECOVERY = {notificationtype: 'RECOVERY', state: '0', output: 'OK'};
const [SECRET = ''] = SETTINGS.signingSecrets;

/** A problem that jane has acknowledged, and bob whom she asks to take it over. */
const asked = async (settings: Partial<typeof SETTINGS> = {}) => {
    const harness = await startHarness(settings);
    const bob = harness.chat.addUser('bob', {fullName: 'Bob Poe'});
    await harness.notify();
    await harness.acknowledge('new disk');
    await harness.app.idle();
    await handOver(harness, JANE, '@bob');
    await harness.app.idle();
    return {harness, bob};
};

const buttonOf = (harness: AppHarness, {id}: ChatUser, does: 'accept' | 'decline' = 'accept') => {
    const question = messagesTo(harness, id).at(-1);
    return pressOf(harness, question?.props.attachments, `shift${does}`, id);
};

const ownersOf = async (harness: AppHarness) => {
    const record = await harness.store.get(KEY);
    return record && entryOf(record, '')?.owners;
};

/** All that a hand-over and a report say where everything is called like this. */
const textsWith = async (name: string): Promise<Record<string, string>> => {
    const harness = await startHarness({oldAckDays: 0, twoWay: true});
    const bob = harness.chat.addUser('bob', {fullName: name});
    const jane = harness.chat.users.get(JANE);
    if (jane) {
        harness.chat.users.set(JANE, {...jane, fullName: name});
    }
    for (let at = 0; at < 6; at += 1) {
        const since = `${Math.floor(harness.clock.now() / 1000)}`;
        const shop = {hostname: name, servicename: name, problemid: `shop-${at}`, laststatechange: since};
        await harness.notify(problem(shop));
        await harness.notify(problem({...shop, ...RECOVERY, laststatechange: `${Number(since) + 3}`}));
    }
    const since = `${Math.floor(harness.clock.now() / 1000)}`;
    const open = {hostname: name, servicename: name, problemid: 'open', output: name, laststatechange: since};
    await harness.notify(problem(open));
    await harness.acknowledge(`disk ${name}`);
    await harness.app.idle();
    const now = Math.floor(harness.clock.now() / 1000);
    const downtime = {key: HOST_UUID, host: name, service: name, author: name, comment: name};
    harness.monitoring.planned = [{...downtime, start: now + 60, end: now + 120}];
    const {text: handover, attachments} = await harness.app.handover({userId: JANE, channelId: channelOf(harness)}, '');
    const {text: report, csv} = await harness.app.report({userId: JANE}, '7d');
    const said = await handOver(harness, JANE, '@bob');
    await harness.app.idle();
    const question = messagesTo(harness, bob.id).at(-1);
    const [{text = ''} = {}] = (question?.props.attachments ?? []) as readonly {readonly text?: string}[];
    await harness.app.pressAction(buttonOf(harness, bob));
    await harness.app.idle();
    return {
        handover,
        report,
        csv: csv(),
        said,
        question: `${question?.message}\n${text}`,
        outcome: messagesTo(harness, JANE).at(-1)?.message ?? '',
        line: harness.chat.replies.at(-1)?.message ?? '',
        buttons: buttonsOf(attachments)
            .map(({name: shown}) => shown)
            .join('\n'),
    };
};

describe('names that format, mention, link, hide or overflow', () => {
    it.each(HOSTILE)('%s: are text in hand-over, report, direct messages and threads', async (_, name) => {
        const [evil, plain] = [await textsWith(name), await textsWith('plain')];
        for (const [where, text] of Object.entries(evil)) {
            if (where === 'csv' || where === 'buttons') {
                // Neither is Markdown.
                expect(text, where).not.toMatch(/[\u200b\u202e]/);
                continue;
            }
            expectSameShape(text, plain[where] ?? '', where);
        }
        expect(evil.csv?.split('\r\n')).toHaveLength(plain.csv?.split('\r\n').length ?? 0);
        expect(evil.csv).not.toMatch(/(?:^|,|\n)"?[=+\-@]/);
    });

    it.each(['@all', '@channel', '@here', '@../x', '@bob\u202e', '@long', '@<script>', '@[x](y)'])(
        'hand over to %j: nobody is called so, and nobody is mentioned',
        async (name) => {
            const typed = name === '@long' ? `@${'x'.repeat(10_000)}` : name;
            const {harness} = await asked();
            const refused = handOver(harness, JANE, typed);
            await expect(refused).rejects.toMatchObject({code: 'bad_request'});
            const sentence = await refused.catch((error: Error) => error.message);
            expect(sentence).toContain('nobody called');
            expect(sentence).not.toMatch(/@\w|(?<!\\)<script|\[x\]\(|\u202e/);
            expect(sentence.length).toBeLessThan(200);
        },
    );
});

describe('an answer to a hand-over', () => {
    it('of a person who has lost the channel since they were asked moves nothing', async () => {
        const {harness, bob} = await asked();
        harness.chat.unseen.set(bob.id, new Set([channelOf(harness)]));
        await harness.app.pressAction(buttonOf(harness, bob));
        await harness.app.idle();
        expect(await ownersOf(harness)).toEqual([JANE]);
        expect(messagesTo(harness, JANE).at(-1)?.message).toContain('accepted: 0 problems');
    });

    it.each([
        ['a guest', {isGuest: true}],
        ['deactivated', {isActive: false}],
    ])('of a person who has become %s since is refused', async (_, more) => {
        const {harness, bob} = await asked();
        const press = buttonOf(harness, bob);
        harness.chat.users.set(bob.id, {...bob, ...more});
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'forbidden'});
        await harness.app.idle();
        expect(await ownersOf(harness)).toEqual([JANE]);
    });

    it('pressed by whoever asked, or by a third person, is refused', async () => {
        const {harness, bob} = await asked();
        const ann = harness.chat.addUser('ann');
        for (const userId of [JANE, ann.id]) {
            const press = {...buttonOf(harness, bob), userId};
            await expect(harness.app.pressAction(press)).rejects.toThrow('Somebody else was asked this.');
        }
        await harness.app.idle();
        expect(await ownersOf(harness)).toEqual([JANE]);
    });

    it('pressed twice at once counts once', async () => {
        const {harness, bob} = await asked();
        const presses = await Promise.allSettled([
            harness.app.pressAction(buttonOf(harness, bob)),
            harness.app.pressAction(buttonOf(harness, bob, 'decline')),
        ]);
        await harness.app.idle();
        expect(presses.map(({status}) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        expect(messagesTo(harness, JANE)).toHaveLength(1);
        const entries = await harness.audit.recent({limit: 9});
        const answers = entries.filter(({action, result}) => action === 'hand_over' && result !== 'asked');
        expect(answers.map(({result}) => result)).toEqual(['accepted']);
    });

    it('that is replayed is refused', async () => {
        const {harness, bob} = await asked();
        const press = buttonOf(harness, bob);
        await harness.app.pressAction(press);
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'replayed'});
    });

    it('that is forged, another button’s, out of date, or of a hand-over that is not there, is refused', async () => {
        const {harness, bob} = await asked();
        const press = buttonOf(harness, bob);
        const now = Math.floor(harness.clock.now() / 1000);
        const [body = '', mac = ''] = String(press.token).split('.');
        const fields = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
        const rewritten = Buffer.from(JSON.stringify({...fields, userId: JANE})).toString('base64url');
        const accept = {does: 'accept', id: 'nothing', userId: bob.id} as const;
        for (const [token, code] of [
            [`${rewritten}.${mac}`, 'bad_signature'],
            [`${body}.${mac.slice(0, -2)}AA`, 'bad_signature'],
            [signShift(accept, 'some other secret', now), 'bad_signature'],
            [signShift(accept, SECRET, now - 4 * 86_400), 'expired'],
            [signShift(accept, SECRET, now), 'forbidden'],
            // Signed for a dialog.
            [signToken({...fields, use: 'shift_dialog'}, SECRET), 'bad_signature'],
        ] as const) {
            const forged = {...press, token, triggerId: `trigger ${token}`};
            await expect(harness.app.pressAction(forged), token).rejects.toMatchObject({code});
        }
        await harness.app.idle();
        expect(await ownersOf(harness)).toEqual([JANE]);
    });

    it('still counts after somebody else has asked a hundred times', async () => {
        const {harness, bob} = await asked();
        const press = buttonOf(harness, bob);
        const eve = harness.chat.addUser('eve');
        const other = {serviceuuid: '22222222-0000-4000-8000-000000000000', servicename: 'Disk', problemid: 'other'};
        await harness.notify(problem(other));
        const {ack} = (await harness.store.get(KEY)) ?? {};
        await harness.store.update(`${HOST_UUID}/${other.serviceuuid}`, (record) =>
            record && ack ? {...record, look: 'acknowledged', ack: {...ack, userId: eve.id}} : record,
        );
        for (let at = 0; at < 120; at += 1) {
            await handOver(harness, eve.id, '@bob');
        }
        await harness.app.idle();
        await harness.app.pressAction(press);
        await harness.app.idle();
        expect(await ownersOf(harness)).toEqual([bob.id]);
    });
});

describe('the other buttons of a hand-over', () => {
    it('do not post for anybody but the person who got them, nor where they may not write', async () => {
        const {harness, bob} = await asked();
        const channelId = channelOf(harness);
        const {attachments} = await harness.app.handover({userId: JANE, channelId}, '');
        const posts = harness.chat.created.length;
        const press = (userId: string) => harness.app.pressAction(pressOf(harness, attachments, 'shiftpost', userId));
        await expect(press(bob.id)).rejects.toMatchObject({code: 'forbidden'});
        harness.chat.outsiders.add(JANE);
        await expect(press(JANE)).rejects.toMatchObject({code: 'forbidden'});
        expect(harness.chat.created).toHaveLength(posts);
    });

    it('open no downtime for somebody who does not see the object', async () => {
        const {harness, bob} = await asked();
        harness.chat.unseen.set(bob.id, new Set([channelOf(harness), SETTINGS.defaultChannel]));
        const now = Math.floor(harness.clock.now() / 1000);
        const token = signShift({does: 'downtime', key: KEY, host: 'web01', service: 'Ping'}, SECRET, now);
        const press = {...buttonOf(harness, bob), token};
        await expect(harness.app.pressAction(press)).rejects.toThrow('it is in none of your channels');
        expect(harness.chat.dialogs).toHaveLength(1);
    });
});

describe('a span that is none', () => {
    it.each([
        '99999999d',
        '-1d',
        '7d; rm',
        '7d\u0000',
        '٧d',
        '1e3d',
        '0x7d',
        '+7d',
        '7d 7d',
        '7d<script>',
        `${'7'.repeat(300)}d`,
    ])('%j is refused for report and hand-over, of a person and of the service', async (span) => {
        const harness = await startHarness();
        const sentence = 'Give a span like 24h, 7d or 4w';
        await expect(harness.app.report({userId: JANE}, span)).rejects.toThrow(sentence);
        await expect(harness.app.report({operator: 'en'}, span)).rejects.toThrow(sentence);
        await expect(harness.app.handover({userId: JANE, channelId: ''}, span)).rejects.toThrow(sentence);
        await expect(harness.app.tellHandover(span, 'en')).rejects.toThrow(sentence);
    });
});

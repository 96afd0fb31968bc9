import {describe, expect, it} from 'vitest';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import type {Answer} from '../../../../server-proxy/src/app/commands/find_objects';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {parseProblemFilter} from '../../../../server-proxy/src/domain/alert/problem_filter';
import type {Language} from '../../../../server-proxy/src/domain/texts';
import {foundObject} from '../../../support/app/found_objects';
import {HOST_UUID, SERVICE_UUID, startHarness} from '../../../support/app/harness';

const PING = foundObject('web01', 'Ping', {
    target: {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID},
    output: 'rta nan',
});

const start = async (settings: Partial<AppSettings> = {}, spoken: Language = 'en') => {
    const harness = await startHarness(settings);
    const [jane = ''] = harness.chat.users.keys();
    const asker = {
        userId: jane,
        siteUrl: 'https://chat.example.org',
        language: spoken,
        command: '/openitcockpit problems',
    };
    return {
        harness,
        jane,
        problems: (typed: string) => harness.app.listProblems(asker, parseProblemFilter(typed)),
        host: (name: string) => harness.app.showHost({...asker, command: '/openitcockpit host'}, name),
    };
};

const titles = ({attachments}: Answer): unknown[] => attachments.map(({title}) => title);

const tokenOf = ({attachments}: Answer): unknown => {
    const [button] = (attachments[0]?.actions ?? []) as {integration: {context: {token: unknown}}}[];
    return button?.integration.context.token;
};

const pressOf = (userId: string, answer: Answer, more = {}) => ({
    userId,
    postId: 'ephemeral',
    channelId: 'channel',
    triggerId: 'trigger',
    token: tokenOf(answer),
    selectedOption: '',
    ...more,
});

describe('the list of problems', () => {
    it('has ten a page, the worst first, and says how to get the next one', async () => {
        const {harness, problems} = await start();
        harness.monitoring.found = [
            ...Array.from({length: 12}, (_, at) => foundObject(`web${at + 10}`, 'Ping', {state: 'WARNING'})),
            foundObject('db01', undefined, {state: 'DOWN'}),
        ];
        const first = await problems('');
        expect(first.text).toBe('**13 unhandled problems** (page 1 of 2)\nNext page: `/openitcockpit problems page 2`');
        expect(titles(first)[0]).toBe('DOWN · db01');
        expect(first.attachments.at(-1)?.actions).toMatchObject([{id: 'nextpage', type: 'button', name: 'Next page'}]);
        const second = await problems('page 2');
        expect(second.text).toBe('**13 unhandled problems** (page 2 of 2)');
        expect(titles(second)).toEqual(['web19', 'web20', 'web21'].map((host) => `WARNING · Ping on ${host}`));
        expect(new Set([...titles(first).slice(0, 10), ...titles(second)]).size).toBe(13);
        expect((await problems('page 99')).text).toBe(second.text);
    });

    it('Next page shows it to who asked alone, with the same filter', async () => {
        const {harness, problems, jane} = await start();
        harness.monitoring.found = Array.from({length: 12}, (_, at) => foundObject(`web${at + 10}`, 'Ping'));
        const first = await problems('web critical');
        const [button] = (first.attachments.at(-1)?.actions ?? []) as {integration: {context: {token: unknown}}}[];
        const press = {...pressOf(jane, first), token: button?.integration.context.token};
        const bob = harness.chat.addUser('bob').id;
        await expect(harness.app.pressAction({...press, userId: bob, triggerId: 'bob'})).rejects.toMatchObject({
            code: 'bad_signature',
        });
        expect(await harness.app.pressAction(press)).toEqual({ephemeralText: ''});
        expect(harness.chat.toldPosts.at(-1)).toMatchObject({
            userId: jane,
            content: {message: '**12 unhandled problems** (page 2 of 2)'},
        });
        expect(harness.monitoring.wantedProblems.at(-1)).toMatchObject({words: ['web'], states: ['CRITICAL']});
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'replayed'});
    });

    it('says that there are more than were read, and how to see them', async () => {
        const {harness, problems} = await start();
        harness.monitoring.found = [PING];
        harness.monitoring.foundAll = false;
        expect((await problems('')).text).toMatch(
            /^\*\*At least 1 unhandled problems\*\*\nThere are more than can be listed/,
        );
    });

    it('speaks German', async () => {
        const {harness, problems, host} = await start({}, 'de');
        harness.monitoring.found = Array.from({length: 11}, (_, at) => foundObject(`web${at + 10}`, 'Ping'));
        const answer = await problems('kritisch');
        expect(answer.text).toBe(
            '**11 unbehandelte Probleme** (Seite 1 von 2)\nNächste Seite: `/openitcockpit problems critical seite 2`',
        );
        expect(answer.attachments[0]).toMatchObject({title: 'CRITICAL · Ping auf web10', text: 'seit 2h 10m'});
        expect(JSON.stringify(answer.attachments)).toContain('"name":"Bestätigen"');
        expect((await host('nirgends')).text).toBe(
            'Kein überwachter Host oder Service hat „nirgends“ im Namen, oder der API-Schlüssel darf ihn nicht sehen. ' +
                'Berücksichtigt wird nur, was zu Ihren Kanälen gehört.',
        );
        harness.monitoring.found = [];
        expect((await problems('')).text).toContain('Keine unbehandelten Probleme');
    });

    it('has buttons for an hour, and for the person who asked alone', async () => {
        const {harness, problems, jane} = await start();
        harness.monitoring.found = [PING];
        const answer = await problems('');
        const bob = harness.chat.addUser('bob').id;
        await expect(harness.app.pressAction(pressOf(bob, answer, {triggerId: 'of bob'}))).rejects.toMatchObject({
            code: 'bad_signature',
        });
        await harness.clock.sleep(3_599_000);
        await harness.app.pressAction(pressOf(jane, answer));
        expect(harness.chat.dialogs).toHaveLength(1);
        await harness.clock.sleep(2000);
        const late = pressOf(jane, answer, {triggerId: 'another trigger'});
        await expect(harness.app.pressAction(late)).rejects.toMatchObject({code: 'expired'});
        expect(harness.chat.dialogs).toHaveLength(1);
    });

    it('brings a post up to date that shows less than the list, so that its buttons are right', async () => {
        const {harness, problems} = await start();
        await harness.notify();
        await harness.acknowledge('on it');
        await harness.app.idle();
        expect(harness.post.message).toContain('acknowledged by');
        await harness.clock.sleep(16_000);
        harness.monitoring.found = [{...PING, freshAt: momentAt(Math.ceil(harness.clock.now() / 1000) + 1)}];
        const [row] = (await problems('')).attachments;
        expect(((row?.actions ?? []) as {id: string}[])[0]?.id).toMatch(/^acknowledge/);
        expect(harness.post.message).toBe('🚨 CRITICAL Ping on web01: rta nan, lost 100%');
    });

    it('has no buttons where two-way integration is off, or the API key may not edit', async () => {
        const off = await start({twoWay: false});
        off.harness.monitoring.found = [PING];
        expect((await off.problems('')).attachments[0]).not.toHaveProperty('actions');
        const readOnly = await start();
        readOnly.harness.monitoring.found = [foundObject('web01', undefined, {state: 'DOWN', mayEdit: false})];
        const [detail] = (await readOnly.host('web01')).attachments;
        expect(detail).not.toHaveProperty('actions');
        expect(detail?.text).toBe('The API key may not edit this object, so there are no buttons.');
    });
});

import {describe, expect, it} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {parseProblemFilter} from '../../../../server-proxy/src/domain/alert/problem_filter';
import type {PostContent} from '../../../../server-proxy/src/domain/post/alert_post';
import {foundObject} from '../../../support/app/found_objects';
import {HOST_UUID, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';

const PING = foundObject('web01', 'Ping', {target: {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID}, output: 'lost'});
const RECOVERY = problem({notificationtype: 'RECOVERY', state: '0', output: 'OK - back'});
const HTTP = problem({serviceuuid: HOST_UUID, servicename: 'HTTP', problemid: 'problem-7'});
/** When Ping became critical, and when it was over. */
const BEGAN = 1_795_489_000;
const ENDED = 1_795_490_000;

interface Row {
    readonly title?: string;
    readonly text?: string;
    readonly color?: string;
    readonly actions?: readonly {readonly id: string}[];
}

/** Jane has been shown `problems`; Bob acknowledges. */
const start = async (typed = '', list: 'listProblems' | 'listAcknowledged' = 'listProblems') => {
    const replaced: {userId: string; postId: string; content: PostContent}[] = [];
    const replace = async (userId: string, {postId}: {postId: string}, content: PostContent): Promise<void> => {
        replaced.push({userId, postId, content});
    };
    const harness = await startHarness({}, undefined, undefined, undefined, undefined, {whispers: {replace}});
    const [jane = ''] = harness.chat.users.keys();
    const bob = harness.chat.addUser('bob', {fullName: 'Bob Poe'}).id;
    const asker = {userId: jane, siteUrl: 'https://chat.example.org', language: 'en' as const};
    const show = async () => {
        const answer =
            list === 'listProblems'
                ? await harness.app.listProblems(
                      {...asker, command: '/openitcockpit problems'},
                      parseProblemFilter(typed),
                  )
                : await harness.app.listAcknowledged({...asker, command: '/openitcockpit acknowledged'}, typed);
        const post = {postId: 'list', channelId: 'ops', rootId: '', createdAt: harness.clock.now()};
        harness.app.listShown(jane, post, answer);
        return answer;
    };
    return {
        harness,
        jane,
        bob,
        replaced,
        show,
        newest: () => {
            const {content} = replaced.at(-1) ?? {};
            return {
                text: content?.message.split('\n') ?? [],
                rows: (content?.props.attachments ?? []) as readonly Row[],
            };
        },
    };
};

const expectOver = ({text, rows: [over, other]}: {text: readonly string[]; rows: readonly Row[]}) => {
    expect(text[1]).toContain('since then: 1 no longer a problem');
    expect(over).not.toHaveProperty('actions');
    expect(over?.text).toContain(' · recovered');
    expect(other?.actions).toHaveLength(1);
};

describe('a list of problems that stays true', () => {
    it('shows what somebody else acknowledged in its place, calmly, without its button', async () => {
        const {harness, bob, replaced, show, newest, jane} = await start();
        await harness.notify();
        harness.monitoring.found = [foundObject('web00', 'Ping'), PING, foundObject('web02', 'Ping')];
        const first = await show();
        const asked = harness.monitoring.wantedProblems.length;
        await harness.acknowledge('new disk', {userId: bob});
        await harness.app.idle();
        const {text, rows} = newest();
        expect(text[0]).toBe('**3 unhandled problems**');
        expect(text[1]).toMatch(/^As of \d\d:\d\d; since then: 1 acknowledged\.$/);
        expect(rows.map(({title}) => title)).toEqual(first.attachments.map(({title}) => title));
        expect(rows[1]).toMatchObject({
            color: '#8b8f94',
            text: expect.stringMatching(/^✓ Bob Poe \(@\u200bbob\) · new disk/),
        });
        expect(rows[1]).not.toHaveProperty('actions');
        expect(rows[0]?.actions).toHaveLength(1);
        expect(replaced.every(({userId, postId}) => userId === jane && postId === 'list')).toBe(true);
        expect(harness.monitoring.wantedProblems).toHaveLength(asked);
    });

    it('keeps what has recovered as one line, and what begins again is strong', async () => {
        const {harness, show, newest} = await start();
        await harness.notify();
        harness.monitoring.found = [PING, foundObject('web02', 'Ping')];
        await show();
        await harness.notify(RECOVERY);
        await harness.app.idle();
        expect(newest().text[1]).toContain('since then: 1 no longer a problem');
        expect(newest().rows).toHaveLength(2);
        const [over] = newest().rows;
        expect(over).not.toHaveProperty('title');
        expect(over).not.toHaveProperty('actions');
        expect(over?.text).toMatch(/^\[Ping on web01\]\(\S+\) · recovered after .*, \d\d:\d\d · \[post\]/);
        await harness.notify(problem({problemid: 'problem-2', laststatechange: '', state: '1'}));
        await harness.app.idle();
        expect(newest().rows[0]).toMatchObject({title: 'WARNING · Ping on web01', color: '#f0ad4e'});
        expect(newest().rows[0]?.actions).toHaveLength(1);
        expect(newest().text).toEqual(['**2 unhandled problems**']);
    });

    it('knows that a problem which was over before is not the one it shows', async () => {
        const {harness, show, newest, replaced} = await start();
        await harness.notify();
        await harness.notify(RECOVERY);
        await harness.notify(HTTP);
        harness.monitoring.found = [
            PING,
            foundObject('web01', 'HTTP', {target: {hostUuid: HOST_UUID, serviceUuid: HOST_UUID}}),
        ];
        // Of the problem of Ping that has begun since, nothing is heard.
        await show();
        await harness.notify({...HTTP, notificationtype: 'RECOVERY', state: '0'});
        await harness.app.idle();
        expect(replaced.length).toBeGreaterThan(0);
        expect(newest().rows.map(({text = ''}) => text.includes('recovered'))).toEqual([true, false]);
        expect(newest().rows[1]).toMatchObject({title: 'CRITICAL · Ping on web01'});
    });

    it('shows as over what recovers while openITCOCKPIT is asked', async () => {
        const {harness, show, newest} = await start();
        await harness.notify();
        harness.monitoring.found = [PING, foundObject('web02', 'Ping')];
        const problems = harness.monitoring.problems.bind(harness.monitoring);
        harness.monitoring.problems = async (wanted) => {
            const answer = await problems(wanted);
            await harness.notify(RECOVERY);
            return answer;
        };
        await show();
        await harness.app.idle();
        expectOver(newest());
    });

    it('shows as over what recovers while it is looked up who sees it', async () => {
        const {harness, show, newest} = await start();
        await harness.notify();
        harness.monitoring.found = [PING, foundObject('web02', 'Ping')];
        const mayRead = harness.chat.mayRead.bind(harness.chat);
        harness.chat.mayRead = async (userId, channel) => {
            harness.chat.mayRead = mayRead;
            await harness.notify(RECOVERY);
            return mayRead(userId, channel);
        };
        await show();
        expect(harness.chat.mayRead).toBe(mayRead);
        await harness.app.idle();
        expectOver(newest());
    });

    it.each([
        // openITCOCKPIT's database lags behind its notifications.
        {what: 'ended before, by the dates', recovers: 'before', stateSince: BEGAN, isOver: true},
        {what: 'has begun since the end', recovers: 'before', stateSince: ENDED + 5, isOver: false},
        {what: 'ended meanwhile, by the dates', recovers: 'meanwhile', stateSince: BEGAN, isOver: true},
        {
            what: 'has begun since an end that was heard late',
            recovers: 'meanwhile',
            stateSince: ENDED + 5,
            isOver: false,
        },
    ])('knows whether a problem of openITCOCKPIT $what', async ({recovers, stateSince, isOver}) => {
        const {harness, show, newest} = await start();
        await harness.notify();
        await harness.notify(HTTP);
        const dates = {stateSince: momentAt(stateSince), checkedAt: momentAt(isOver ? ENDED - 5 : ENDED + 6)};
        const http = foundObject('web01', 'HTTP', {target: {hostUuid: HOST_UUID, serviceUuid: HOST_UUID}});
        harness.monitoring.found = [{...PING, ...dates}, http];
        const recover = () => harness.notify({...RECOVERY, laststatechange: String(ENDED)});
        if (recovers === 'before') {
            await recover();
        } else {
            const problems = harness.monitoring.problems.bind(harness.monitoring);
            harness.monitoring.problems = async (wanted) => {
                await recover();
                return problems(wanted);
            };
        }
        await show();
        await harness.notify({...HTTP, notificationtype: 'RECOVERY', state: '0'});
        await harness.app.idle();
        const over = newest().rows.map(({text = ''}) => text.includes('recovered'));
        expect(over).toHaveLength(2);
        expect(over.filter((is) => is)).toHaveLength(isOver ? 2 : 1);
        expect(newest().rows.some(({title}) => title === 'CRITICAL · Ping on web01')).toBe(!isOver);
    });

    it('leaves out what the person may not see any more', async () => {
        const {harness, show, newest, jane} = await start();
        await harness.notify();
        harness.monitoring.found = [PING];
        await show();
        harness.chat.outsiders.add(jane);
        await harness.notify(problem({output: 'secret', state: '1'}));
        await harness.app.idle();
        expect(newest()).toEqual({
            text: [
                '✅ No unhandled problems: whatever is wrong is acknowledged or in downtime. Only what belongs to your channels is looked at.',
            ],
            rows: [],
        });
    });

    it('keeps its page and its filter, in the language of the person', async () => {
        const {harness, show, newest, jane} = await start('web page 2');
        const pings = Array.from({length: 21}, (_, at) => foundObject(`web${at + 10}`, 'Ping'));
        await harness.notify();
        harness.monitoring.found = [...pings, {...PING, hostName: 'web20x'}];
        const first = await show();
        expect(first.attachments.map(({title}) => title)).toContain('CRITICAL · Ping on web20x');
        harness.chat.addUser('jane', {fullName: 'Jane Roe', language: 'de'});
        await harness.notify(RECOVERY);
        await harness.app.idle();
        const {text, rows} = newest();
        expect(text[0]).toBe('**22 unbehandelte Probleme** (Seite 2 von 3)');
        expect(text[1]).toMatch(/^Stand .*; seitdem: 1 vorbei\.$/);
        expect(text[2]).toBe('Nächste Seite: `/openitcockpit problems web seite 3`');
        expect(rows).toHaveLength(11);
        expect(rows.at(-1)?.actions).toMatchObject([{id: 'nextpage', name: 'Nächste Seite'}]);
        expect(harness.chat.users.has(jane)).toBe(true);
    });

    it('is also kept true when it came by Next page', async () => {
        const {harness, show, replaced} = await start();
        await harness.notify();
        const others = Array.from({length: 10}, (_, at) => foundObject(`db${at}`, 'Ping'));
        harness.monitoring.found = [...others, PING];
        const first = await show();
        const [button] = (first.attachments.at(-1)?.actions ?? []) as {integration: {context: {token: unknown}}}[];
        const [jane = ''] = harness.chat.users.keys();
        const press = {
            userId: jane,
            postId: 'list',
            channelId: 'ops',
            triggerId: 'next',
            token: button?.integration.context.token,
            selectedOption: '',
        };
        await harness.app.pressAction(press);
        await harness.notify(RECOVERY);
        await harness.app.idle();
        expect(replaced.at(-1)?.postId).toMatch(/^told1/);
    });
});

describe('a list of what is acknowledged that stays true', () => {
    it('says what has become of each', async () => {
        const {harness, bob, show, newest} = await start('', 'listAcknowledged');
        await harness.notify();
        await harness.acknowledge('new disk', {userId: bob});
        await harness.app.idle();
        const first = await show();
        expect(first.text).toContain('✓ Bob Poe (@\u200bbob) · new disk · since');
        await harness.notify(RECOVERY);
        await harness.app.idle();
        const {text} = newest();
        expect(text[0]).toBe('**1 acknowledged problem**');
        expect(text[1]).toMatch(/since then: 1 no longer a problem\.$/);
        expect(text[2]).toMatch(/^\* \*\*OK Ping on web01\*\* · recovered after .* · \[post\]/);
    });

    it('and leaves out what the person may not see any more', async () => {
        const {harness, bob, show, newest, jane} = await start('', 'listAcknowledged');
        await harness.notify();
        await harness.acknowledge('new disk', {userId: bob});
        await harness.app.idle();
        await show();
        harness.chat.outsiders.add(jane);
        await harness.notify(RECOVERY);
        await harness.app.idle();
        expect(newest().text).toEqual(['Nothing is acknowledged. Only what belongs to your channels is looked at.']);
    });
});

import {describe, expect, it} from 'vitest';
import type {State} from '#contract';
import {momentAt} from '../../../server-proxy/src/domain/alert/moment';
import {type AppHarness, problem, startHarness} from '../../support/app/harness';
import type {Fields} from '../../support/app/histories';
import {shownIn} from '../../support/app/node';
import {readDocument} from '../../support/documents';

const TIME = 1_795_487_000;
const at = (minutes: number) => ({time: String(TIME + minutes * 60)});
const since = (minutes: number) => ({laststatechange: String(TIME + minutes * 60)});
const FINE = {state: '0', problemid: '', output: 'rta 1 ms', ...since(10)};

const FIRST: Fields = problem({...at(1), ...since(0)});
const ACK = {notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Admin', ackcomment: 'on it'};
const OVER: Fields = problem({notificationtype: 'RECOVERY', ...FINE, lastproblemid: 'problem-1', ...at(10)});

/** What was notified before, by what the post shows then. */
const BEFORE: Readonly<Record<string, readonly Fields[]>> = {
    'no post': [],
    problem: [FIRST],
    acknowledged: [FIRST, problem({...ACK, ...at(2), ...since(0)})],
    recovered: [FIRST, OVER],
};

const during = (notificationtype: string) => ({notificationtype, ...at(20), ...since(0)});
const fine = (notificationtype: string) => ({notificationtype, ...FINE, lastproblemid: 'problem-1', ...at(20)});

const EVENTS: Readonly<Record<string, Fields>> = {
    '`PROBLEM`, repeated': {...at(5), ...since(0), output: 'rta 900 ms'},
    '`PROBLEM`, different state': {state: '1', ...at(5), ...since(4)},
    '`PROBLEM` of the next problem': {problemid: 'problem-2', lastproblemid: 'problem-1', ...at(20), ...since(19)},
    '`PROBLEM` of an earlier problem': {problemid: 'problem-0', ...at(-60), ...since(-61)},
    '`ACKNOWLEDGEMENT`': {...ACK, ackcomment: 'me, too', ...at(8), ...since(0)},
    '`RECOVERY`': OVER,
    '`RECOVERY` of an earlier problem': {
        ...OVER,
        lastproblemid: 'problem-0',
        ...at(-50),
        ...since(-50),
    },
    '`DOWNTIMESTART`': during('DOWNTIMESTART'),
    '`DOWNTIMEEND`, `DOWNTIMECANCELLED`': during('DOWNTIMEEND'),
    '`FLAPPINGSTART`': during('FLAPPINGSTART'),
    '`FLAPPINGSTOP`, `FLAPPINGDISABLED`': during('FLAPPINGSTOP'),
    '`CUSTOM`': during('CUSTOM'),
    'any notice about a healthy object': fine('DOWNTIMESTART'),
};

const historyOf = (before: string, event: string): Fields[] => {
    const last = EVENTS[event] ?? {};
    return [...(BEFORE[before] ?? []), problem(last)];
};

const told = async (history: readonly Fields[]): Promise<AppHarness> => {
    const harness = await startHarness();
    // Notifications alone: what is read besides has no age, and contradicts nothing.
    harness.monitoring.undated = true;
    for (const fields of history) {
        await harness.notify(fields);
    }
    await harness.app.idle();
    return harness;
};

/** What the last notification changed, as the table says it. */
const cellOf = async (history: readonly Fields[]): Promise<string> => {
    const [earlier, harness] = [await told(history.slice(0, -1)), await told(history)];
    const [first, ...newer] = [...harness.chat.posts.values()].map((post) => ({post, shown: shownIn(post)}));
    const known = [...earlier.chat.posts.values()].map((post) => JSON.stringify(shownIn(post)));
    const changes = [
        ...(first && known.length > 0 && JSON.stringify(first.shown) !== known[0] ? [`\`${first.shown.look}\``] : []),
        ...(known.length > 0 ? newer : first ? [first] : []).map(({shown}) => `new: \`${shown.look}\``),
        ...harness.chat.replies.slice(earlier.chat.replies.length).map(({message}) => `“${message}”`),
    ];
    return changes.join(', ') || '–';
};

const states = Object.keys(BEFORE);

interface Answer {
    readonly state: State;
    /** Minutes. */
    readonly checked: number;
    readonly begun?: number;
}

/** openITCOCKPIT's API says so when the post is compared with it. */
const compare = async (harness: AppHarness, {state, checked, begun}: Answer): Promise<void> => {
    harness.monitoring.status = {
        ...harness.monitoring.status,
        state,
        checkedAt: momentAt(TIME + checked * 60),
        ...(begun === undefined ? {} : {stateSince: momentAt(TIME + begun * 60)}),
    };
    await harness.clock.sleep(60_000);
    await harness.app.reconcile();
    await harness.app.idle();
};

type Step = (harness: AppHarness) => Promise<unknown>;

const byAnswer: Step = (harness) => compare(harness, {state: 'OK', checked: 10});
const byRecovery: Step = (harness) => harness.notify(OVER);

/** What closed the post in minute 10, and what is heard of it since. */
const SINCE_THEN: Readonly<Record<string, readonly [close: Step, since: Step]>> = {
    'a reading of the API | a newer `PROBLEM`': [
        byAnswer,
        (harness) => harness.notify(problem({...at(15), ...since(0)})),
    ],
    'a reading of the API | an older `PROBLEM`': [
        byAnswer,
        (harness) => harness.notify(problem({...at(5), ...since(0), state: '1'})),
    ],
    'a reading of the API | API: still a problem, checked later': [
        byAnswer,
        (harness) => compare(harness, {state: 'CRITICAL', checked: 15, begun: 0}),
    ],
    'a reading of the API | API: a problem that began later': [
        byAnswer,
        (harness) => compare(harness, {state: 'CRITICAL', checked: 15, begun: 14}),
    ],
    '`RECOVERY` | API: still a problem, checked earlier': [
        byRecovery,
        (harness) => compare(harness, {state: 'CRITICAL', checked: 5, begun: 0}),
    ],
    '`RECOVERY` | API: a problem that began later': [
        byRecovery,
        (harness) => compare(harness, {state: 'CRITICAL', checked: 15, begun: 14}),
    ],
};

/** What the last step changes, as the table says it. */
const turnedBack = async ([close, step]: readonly [Step, Step]): Promise<string> => {
    const harness = await told([FIRST]);
    await close(harness);
    await harness.app.idle();
    const lines = harness.chat.replies.length;
    const before = JSON.stringify(shownIn(harness.post));
    await step(harness);
    await harness.app.idle();
    expect(harness.chat.posts.size).toBe(1);
    const shown = shownIn(harness.post);
    const changes = [
        ...(JSON.stringify(shown) === before ? [] : [`\`${shown.look}\``]),
        ...harness.chat.replies.slice(lines).map(({message}) => `“${message}”`),
    ];
    return changes.join(', ') || '–';
};

describe('docs/living_posts.md', () => {
    it('has the table of what each notification does to a post and its thread', {timeout: 60_000}, async () => {
        const rows = await Promise.all(
            Object.keys(EVENTS).map(async (event) => {
                const cells = await Promise.all(states.map((before) => cellOf(historyOf(before, event))));
                return `| ${event} | ${cells.join(' | ')} |`;
            }),
        );
        const table = [`| Notification | ${states.join(' | ')} |`, `| --- |${' --- |'.repeat(states.length)}`, ...rows];
        expect(readDocument('docs/living_posts.md').text).toContain(table.join('\n'));
    });

    it('has the table of what turns a post back', async () => {
        const rows = await Promise.all(
            Object.entries(SINCE_THEN).map(async ([what, steps]) => `| ${what} | ${await turnedBack(steps)} |`),
        );
        const head = ['| Closed by | Received afterwards | The post |', '| --- | --- | --- |'];
        expect(readDocument('docs/living_posts.md').text).toContain([...head, ...rows].join('\n'));
    });

    it.each(Object.keys(EVENTS).flatMap((event) => states.map((before): [string, string] => [before, event])))(
        '%s: %s, repeated, adds nothing',
        async (before, event) => {
            const history = historyOf(before, event);
            const [once, twice] = [await told(history), await told([...history, ...history.slice(-1)])];
            expect(twice.chat.replies).toEqual(once.chat.replies);
            expect([...twice.chat.posts.values()].map(shownIn)).toEqual([...once.chat.posts.values()].map(shownIn));
        },
    );
});

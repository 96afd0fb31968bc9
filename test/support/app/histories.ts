import type {Random} from '../wire/random';
import {problem} from './problem';

export type Fields = Record<string, unknown>;

/** Seconds at which histories end; the harness's clock is a little later. */
export const HISTORY_END = 1_795_489_990;
/** Seconds they extend over: not enough to count as long ago. */
const SPAN = 40_000;

interface Draft {
    readonly fields: Fields;
    readonly isChange?: boolean;
}

const NOTICES = ['DOWNTIMESTART', 'DOWNTIMEEND', 'FLAPPINGSTART', 'FLAPPINGSTOP', 'CUSTOM'];

const duringProblem = (random: Random, id: string, isFlagged: {value: boolean}): Draft => {
    const roll = random.next();
    if (roll < 0.35) {
        return {fields: {notificationtype: 'PROBLEM'}};
    }
    if (roll < 0.6) {
        const comment = `seen ${random.int(1, 3)} ${id}`;
        return {fields: {notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Admin', ackcomment: comment}};
    }
    isFlagged.value = true;
    return {fields: {notificationtype: random.pick(NOTICES)}};
};

const problemDrafts = (random: Random, number: number): Draft[] => {
    const id = `problem-${number}`;
    const isFlagged = {value: false};
    const drafts: Draft[] = [];
    let state = '';
    for (let at = random.int(1, 6); at > 0; at -= 1) {
        const isChange = state === '' || random.chance(0.4);
        state = isChange ? random.pick(['1', '2', '3'].filter((other) => other !== state)) : state;
        const {fields} = isChange ? {fields: {notificationtype: 'PROBLEM'}} : duringProblem(random, id, isFlagged);
        drafts.push({fields: {...fields, state, problemid: id, lastproblemid: `problem-${number - 1}`}, isChange});
    }
    const fine = {state: '0', problemid: '', lastproblemid: id};
    drafts.push({fields: {...fine, notificationtype: 'RECOVERY'}, isChange: true});
    // Notices while the object has no problem.
    for (let at = random.int(0, 2); at > 0; at -= 1) {
        drafts.push({fields: {...fine, notificationtype: random.pick(NOTICES)}});
    }
    return drafts;
};

/** Notifications of a service's core over some problems, in order, with the times and ids our command lines send. */
export const randomHistory = (random: Random, problems: number, isLastOpen = random.chance(0.5)): Fields[] => {
    const drafts = Array.from({length: problems}, (_, at) => problemDrafts(random, at + 1)).flat();
    if (isLastOpen) {
        const end = drafts.findLastIndex(({fields}) => fields.notificationtype === 'RECOVERY');
        drafts.splice(end);
    }
    const step = Math.floor(SPAN / drafts.length);
    let changed = 0;
    return drafts.map(({fields, isChange}, at) => {
        const time = HISTORY_END - (drafts.length - at) * step;
        changed = isChange ? time - random.int(1, 30) : changed;
        return problem({
            ...fields,
            output: `output ${at}`,
            time: String(time),
            laststatechange: String(changed),
        });
    });
};

/** The same in random order, some repeated. */
export const shuffledWithRepeats = <T>(random: Random, items: readonly T[]): T[] => {
    const many = items.flatMap((item) => Array.from({length: random.chance(0.4) ? random.int(2, 3) : 1}, () => item));
    for (let at = many.length - 1; at > 0; at -= 1) {
        const other = random.int(0, at);
        [many[at], many[other]] = [many[other] as T, many[at] as T];
    }
    return many;
};

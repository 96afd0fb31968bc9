import type {ObjectStatus} from '../app/catch_up/readings_port';
import type {TargetIds} from '../domain/alert/alert';
import {type Call, pageOf, type TimedAnswer} from './call';
import type {Dating} from './dated_readings';
import type {Freshest} from './freshness';
import {readingOf} from './readings';

interface Reader {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
}

/** Reads the page of one object, and dates what it shows. */
export const readDatedOver =
    ({ask, dating}: Reader) =>
    async (target: TargetIds, freshest: Freshest): Promise<ObjectStatus> => {
        const page = pageOf('read_status', target, 'browser');
        return dateStatus(dating, target, {path: page.path, answer: await ask(page)}, freshest);
    };

interface Page {
    readonly path: string;
    readonly answer: TimedAnswer;
}

export const dateStatus = async (
    dating: Dating,
    target: TargetIds,
    {path, answer}: Page,
    freshest: Freshest,
): Promise<ObjectStatus> => {
    const reading = readingOf(path, target, answer.json);
    const [status] = await dating.date([reading], answer, freshest);
    return status ?? reading.status;
};

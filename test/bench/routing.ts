import {fork} from 'node:child_process';
import {once} from 'node:events';
import {inRepository} from '../../build/paths';
import {startBenchDoubles} from './doubles';
import {type Row, row} from './measure';
import type {FactsFigures, RoutingFigures} from './routing_process';

const SERVICES = 10_000;
const GROUPS = 50;
const SUBSCRIPTIONS = 500;

/** What subscriptions cost: deciding about one problem, and knowing the facts of all objects. */
export const benchRouting = async (): Promise<Row[]> => {
    const few = await measured<RoutingFigures>({subscriptions: SUBSCRIPTIONS});
    const many = await measured<RoutingFigures>({subscriptions: SUBSCRIPTIONS * 10});
    const doubles = await startBenchDoubles();
    try {
        await doubles.addServices(SERVICES, 0);
        await doubles.addGroups(GROUPS);
        const facts = await measured<FactsFigures>({url: doubles.openitcockpitUrl, apiKey: doubles.apiKey});
        return [
            row(
                `routing one problem through ${SUBSCRIPTIONS} subscriptions, p99`,
                `${few.p99.toFixed(2)} ms`,
                '≤ 1 ms',
                few.p99 <= 1,
            ),
            row(
                `the same through ${SUBSCRIPTIONS * 10}`,
                `${many.p99.toFixed(2)} ms, ${(many.median / few.median).toFixed(1)} × in the median`,
                '≤ 15 ×',
                many.median / few.median <= 15,
            ),
            row(
                `object facts of ${facts.services} services on ${facts.hosts} hosts, ${2 * GROUPS} groups: a refresh`,
                `${facts.seconds.toFixed(1)} s, our own CPU ${facts.cpuSeconds.toFixed(1)} s`,
                '≤ 3 s',
                facts.seconds <= 3 && facts.services >= SERVICES,
            ),
            row(
                'the same: memory it keeps',
                `${facts.keptMegabytes.toFixed(1)} MB; resident memory at most ${facts.residentMegabytes.toFixed(0)} MB more meanwhile`,
                '≤ 30 MB',
                facts.keptMegabytes <= 30,
            ),
        ];
    } finally {
        doubles.stop();
    }
};

/** In a process of its own, so that its memory is what is measured. */
const measured = async <T>(question: Readonly<Record<string, unknown>>): Promise<T> => {
    const child = fork(inRepository('test/bench/routing_process.ts'), [JSON.stringify(question)], {
        execArgv: ['--import', 'tsx', '--expose-gc'],
    });
    const [answer] = (await once(child, 'message')) as [T];
    child.kill();
    return answer;
};

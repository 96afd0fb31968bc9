import {fork} from 'node:child_process';
import {once} from 'node:events';
import {inRepository} from '../../build/paths';
import type {Facts} from './doubles';

export type StreamQuestion =
    | {readonly publish: string; readonly payload: readonly object[]}
    | {readonly storm: number; readonly seconds: number}
    /** UUID of a service. */
    | {readonly acknowledged: string}
    | {readonly counts: true};

export interface StreamDoubles extends Facts {
    readonly streamUrl: string;
    /** @returns when, in milliseconds since the epoch */
    publish(topic: string, ...payload: readonly object[]): Promise<number>;
    /** Begins to send so many statuses a second. */
    storm(perSecond: number, seconds: number): Promise<void>;
    /** When the core acknowledged it, in milliseconds since the epoch. */
    acknowledgedAt(service: string): Promise<number>;
    /** Waits for the end of a storm. */
    counts(): Promise<{readonly sent: number; readonly requests: number; readonly dropped: number}>;
    stop(): void;
}

export const startStreamDoubles = async (): Promise<StreamDoubles> => {
    const child = fork(inRepository('test/bench/stream_process.ts'), {execArgv: ['--import', 'tsx']});
    const [facts] = (await once(child, 'message')) as [Facts & {readonly streamUrl: string}];
    let asking: Promise<unknown> = Promise.resolve();
    const ask = <T>(question: StreamQuestion): Promise<T> => {
        const answer = asking.then(async () => {
            child.send(question);
            return ((await once(child, 'message')) as [T])[0];
        });
        asking = answer;
        return answer;
    };
    return {
        ...facts,
        publish: async (topic, ...payload) => (await ask<{at: number}>({publish: topic, payload})).at,
        storm: async (perSecond, seconds) => void (await ask({storm: perSecond, seconds})),
        acknowledgedAt: async (acknowledged) => (await ask<{at: number}>({acknowledged})).at,
        counts: () => ask({counts: true}),
        stop: () => void child.kill(),
    };
};

import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {inRepository} from '../../build/paths';

export interface Facts {
    readonly mattermostUrl: string;
    readonly botToken: string;
    readonly janeToken: string;
    readonly channelId: string;
    readonly teamId: string;
    readonly openitcockpitUrl: string;
    readonly apiKey: string;
    readonly hostUuid: string;
    readonly serviceUuids: readonly string[];
}

export interface BenchDoubles extends Facts {
    postCount(): Promise<number>;
    stop(): void;
}

export const startBenchDoubles = async (): Promise<BenchDoubles> => {
    const child: ChildProcess = fork(inRepository('test/bench/doubles_process.ts'), {execArgv: ['--import', 'tsx']});
    const [facts] = (await once(child, 'message')) as [Facts];
    return {
        ...facts,
        postCount: async () => {
            child.send('count');
            const [{posts}] = (await once(child, 'message')) as [{posts: number}];
            return posts;
        },
        stop: () => void child.kill(),
    };
};

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

export interface LivingPosts {
    /** Service's UUID, look and state. */
    readonly shown: readonly (readonly [uuid: string, look: string, state: string])[];
    readonly edits: number;
    /** Posts of storms, and how often each was changed. */
    readonly storms: readonly {readonly message: string; readonly edits: number}[];
}

export type Question =
    | 'count'
    | 'acknowledged'
    | 'living'
    | {readonly problems: number}
    | {readonly groups: number}
    | {readonly services: number; readonly failed: number}
    | {readonly recovered: number};

export interface BenchDoubles extends Facts {
    postCount(): Promise<number>;
    /** What the posts of the channel show, and how often posts were changed. */
    livingPosts(): Promise<LivingPosts>;
    /** Requests that openITCOCKPIT ever got. */
    requestCount(): Promise<number>;
    /** When openITCOCKPIT first showed that a service is acknowledged, by its UUID, in Unix milliseconds. */
    acknowledgedAt(): Promise<Readonly<Record<string, number>>>;
    /** Adds services with a problem (see bench_uuid.ts). */
    addProblems(count: number): Promise<void>;
    /** Adds services, some with a problem that was notified some minutes ago; no other problem is left. */
    addServices(count: number, problems: number): Promise<void>;
    /** Adds as many host groups and service groups, in which all objects are. */
    addGroups(count: number): Promise<void>;
    /** Ends the first of these problems, and notifies nobody. */
    recover(count: number): Promise<void>;
    stop(): void;
}

interface Answer {
    readonly posts: number;
    readonly requests: number;
    readonly living: LivingPosts;
    readonly acknowledged: Readonly<Record<string, number>>;
}

export const startBenchDoubles = async (): Promise<BenchDoubles> => {
    const child: ChildProcess = fork(inRepository('test/bench/doubles_process.ts'), {execArgv: ['--import', 'tsx']});
    const [facts] = (await once(child, 'message')) as [Facts];
    const ask = async (question: Question) => {
        child.send(question);
        const [answer] = (await once(child, 'message')) as [Answer];
        return answer;
    };
    return {
        ...facts,
        postCount: async () => (await ask('count')).posts,
        livingPosts: async () => (await ask('living')).living,
        requestCount: async () => (await ask('count')).requests,
        acknowledgedAt: async () => (await ask('acknowledged')).acknowledged,
        addProblems: async (problems) => void (await ask({problems})),
        addServices: async (services, failed) => void (await ask({services, failed})),
        addGroups: async (groups) => void (await ask({groups})),
        recover: async (recovered) => void (await ask({recovered})),
        stop: () => void child.kill(),
    };
};

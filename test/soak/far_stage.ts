import {type ChildProcess, fork} from 'node:child_process';
import {inRepository} from '../../build/paths';
import type {OpenedDialog} from '../support/mattermost/dialogs';
import type {Fault} from './faults';
import type {Promised, Verdict} from './judge';
import type {Fields} from './senders';
import type {Measured, Questions} from './soak_process';
import type {StageFacts, StageOptions, Target} from './stage';

interface Waiting {
    readonly resolve: (result: never) => void;
    readonly reject: (error: Error) => void;
}

/** A stage in another process (soak_process.ts). */
export class FarStage {
    private readonly waiting = new Map<number, Waiting>();
    private number = 0;

    private constructor(
        private readonly child: ChildProcess,
        public facts: StageFacts,
    ) {
        child.on('message', ({id, result, error}: {id: number; result: never; error?: string}) => {
            const waiting = this.waiting.get(id);
            this.waiting.delete(id);
            if (error === undefined) {
                waiting?.resolve(result);
            } else {
                waiting?.reject(new Error(error));
            }
        });
        child.once('exit', (code) => {
            for (const {reject} of this.waiting.values()) {
                reject(new Error(`the process of the doubles ended with ${code}`));
            }
        });
    }

    static async start(options: StageOptions): Promise<FarStage> {
        const child = fork(inRepository('test/soak/soak_process.ts'), {execArgv: ['--import', 'tsx']});
        const stage = new FarStage(child, {} as StageFacts);
        stage.facts = await stage.ask('start', options);
        return stage;
    }

    prepare(steps: number): Promise<Fields[] | undefined> {
        return this.ask('prepare', steps);
    }

    drive(notifications: number): Promise<Fields[]> {
        return this.ask('drive', notifications);
    }

    target(): Promise<Target | undefined> {
        return this.ask('target', null);
    }

    dialogOf(userId: string): Promise<OpenedDialog | undefined> {
        return this.ask('dialogOf', userId);
    }

    fault(fault: Fault, on: boolean): Promise<void> {
        return this.ask('fault', {fault, on});
    }

    measure(): Promise<Measured> {
        return this.ask('measure', null);
    }

    judge(delivered: readonly string[], promised: readonly Promised[]): Promise<Verdict> {
        return this.ask('judge', {delivered, promised});
    }

    log(): Promise<string> {
        return this.ask('log', null);
    }

    async stop(): Promise<void> {
        await this.ask('stop', null);
        this.child.disconnect();
        this.child.kill();
    }

    private ask<T, Q extends keyof Questions = keyof Questions>(question: Q, asked: Questions[Q]): Promise<T> {
        this.number += 1;
        const id = this.number;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, {resolve, reject});
            this.child.send({id, question, asked});
        });
    }
}

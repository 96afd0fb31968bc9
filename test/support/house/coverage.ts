import {Session} from 'node:inspector/promises';

/** Code that ran, as counted by V8. */
export interface Ran {
    /** From `server-proxy/src`; files of which a function ran, not those that were only loaded. */
    readonly files: readonly string[];
    readonly functions: number;
}

const SOURCE = '/server-proxy/src/';

/** Counts calls of every function in this process. */
export class CallCounter {
    private constructor(private readonly session: Session) {}

    static async start(): Promise<CallCounter> {
        const session = new Session();
        session.connect();
        await session.post('Profiler.enable');
        await session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: false});
        return new CallCounter(session);
    }

    async taken(): Promise<Ran> {
        const {result} = await this.session.post('Profiler.takePreciseCoverage');
        const ran = result
            .filter(({url}) => url.includes(SOURCE))
            .map(({url, functions}) => ({
                file: url.slice(url.indexOf(SOURCE) + SOURCE.length),
                // The function at 0 is the module itself; `__name` is the compiler's.
                called: functions.filter(
                    ({functionName, ranges: [range]}) =>
                        functionName !== '__name' && range && range.startOffset > 0 && range.count > 0,
                ).length,
            }))
            .filter(({called}) => called > 0);
        return {
            files: ran.map(({file}) => file).sort(),
            functions: ran.reduce((sum, {called}) => sum + called, 0),
        };
    }

    stop(): void {
        this.session.disconnect();
    }
}

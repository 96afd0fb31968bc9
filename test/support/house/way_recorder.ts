import {type AsyncHook, createHook, executionAsyncId} from 'node:async_hooks';
import http, {type RequestOptions} from 'node:http';

/** A function on a way. */
export interface Step {
    /** Empty: a function without a name, such as a callback. */
    readonly name: string;
    /** From `server-proxy/src`. */
    readonly file: string;
    /** Tells those without a name from each other. */
    readonly at: number;
}

/** An outgoing request, and what led to it: from the request that came in to the function that sends. */
export interface Way {
    readonly request: string;
    readonly steps: readonly Step[];
}

interface Link {
    readonly type: string;
    readonly parent: number;
    readonly steps: readonly Step[];
}

const SOURCE = '/server-proxy/src/';

/**
 * Remembers of each promise and callback who made it, and so knows of each outgoing request the whole way that led to it,
 * through awaits, queues and work that nobody waits for. Slow: for measuring only.
 */
export class WayRecorder {
    private readonly links = new Map<number, Link>();
    private readonly hook: AsyncHook;
    private readonly request = http.request;
    private ways: Way[] = [];

    constructor() {
        this.hook = createHook({
            init: (id, type) => {
                this.links.set(id, {type, parent: executionAsyncId(), steps: stepsHere()});
            },
        });
    }

    start(): void {
        const {request} = this;
        this.hook.enable();
        http.request = ((...args: Parameters<typeof request>) => {
            const {method, path} = args[0] as RequestOptions;
            this.ways.push({request: `${method} ${path}`, steps: this.way()});
            return Reflect.apply(request, http, args);
        }) as typeof request;
    }

    stop(): void {
        this.hook.disable();
        http.request = this.request;
    }

    /** Ways since the last call. */
    taken(): readonly Way[] {
        const {ways} = this;
        this.ways = [];
        return ways;
    }

    private way(): readonly Step[] {
        const inwards: Step[] = [...stepsHere()];
        let link = this.links.get(executionAsyncId());
        while (link) {
            inwards.push(...link.steps);
            link = link.type === 'HTTPINCOMINGMESSAGE' ? undefined : this.links.get(link.parent);
        }
        // Who waits stands in the links of everything he waits for: his place is the outermost of them.
        return [...new Map(inwards.reverse().map((step) => [`${step.file} ${step.name} ${step.at}`, step])).values()];
    }
}

/** Functions of the program on the stack, innermost first. Those that only wait for an inner one come with their own link. */
const stepsHere = (): readonly Step[] => {
    const {prepareStackTrace, stackTraceLimit} = Error;
    Error.prepareStackTrace = (_, sites) => sites;
    Error.stackTraceLimit = 200;
    const sites = new Error('stack').stack as unknown as readonly NodeJS.CallSite[];
    Object.assign(Error, {prepareStackTrace, stackTraceLimit});
    return sites.flatMap((site) => {
        const file = site.getFileName() ?? '';
        const name = site.getFunctionName() ?? '';
        return file.includes(SOURCE)
            ? [
                  {
                      name,
                      file: file.slice(file.indexOf(SOURCE) + SOURCE.length),
                      at: name === '' ? (site.getColumnNumber() ?? 0) : 0,
                  },
              ]
            : [];
    });
};

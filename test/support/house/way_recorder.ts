// Measures which code runs for a request, for docs/architecture.md, and runs the checks on other trees.
import {type AsyncHook, createHook, executionAsyncId} from 'node:async_hooks';
import http, {type RequestOptions} from 'node:http';

/** A function on a path. */
export interface Step {
    /** Empty for anonymous functions, such as callbacks. */
    readonly name: string;
    /** From `server-proxy/src`. */
    readonly file: string;
    /** Distinguishes anonymous functions. */
    readonly at: number;
}

/** An outgoing request and its path: from the incoming request to the function that sends. */
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
 * Remembers which code created each promise and callback, and so knows an outgoing request's whole path, through
 * awaits, queues and background work. Slow: for measuring only.
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

    /** Paths since the last call. */
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
        // A function that awaits appears in the links of everything it awaits: the outermost is its place.
        return [...new Map(inwards.reverse().map((step) => [`${step.file} ${step.name} ${step.at}`, step])).values()];
    }
}

/**
 * The program's functions on the stack, innermost first. Those that only await an inner one come with their own link.
 */
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

/** Faults of a call: it fails, or the process dies, before or after the call did its work. */
export const FAULTS = ['fails before', 'fails after', 'dies before', 'dies after'] as const;
export type Fault = (typeof FAULTS)[number];

/** Methods that answer from memory and cannot fail. */
const AT_ONCE: ReadonlySet<string> = new Set(['clockAhead', 'datingProblem', 'as']);

/** Makes one of all calls through its ports fail, chosen by number. */
export class FaultPlan {
    /** Names of the calls in order, from `start` on. */
    readonly calls: string[] = [];
    readonly death: Promise<void>;
    private isCounting = false;
    private isDead = false;
    private die: () => void = () => undefined;

    /** @param at number of the call, from 0; no fault if there are fewer */
    constructor(
        private readonly at: number,
        private readonly fault: Fault,
    ) {
        this.death = new Promise((resolve) => {
            this.die = resolve;
        });
    }

    start(): void {
        this.isCounting = true;
    }

    /** @param errorOf what failing calls throw; undefined: this call never fails */
    port<T extends object>(name: string, target: T, errorOf: (method: string) => Error | undefined): T {
        return new Proxy(target, {
            get: (_target, property) => {
                const member: unknown = Reflect.get(target, property);
                if (typeof member !== 'function' || typeof property !== 'string' || AT_ONCE.has(property)) {
                    return typeof member === 'function' ? member.bind(target) : member;
                }
                return (...args: unknown[]) =>
                    this.suffer(`${name}.${property}`, errorOf(property), () => member.apply(target, args));
            },
        });
    }

    private async suffer(call: string, error: Error | undefined, work: () => unknown): Promise<unknown> {
        if (this.isDead) {
            return NEVER;
        }
        const isHit = this.isCounting && this.calls.push(call) - 1 === this.at;
        if (!isHit) {
            const result = await work();
            return this.isDead ? NEVER : result;
        }
        const dies = this.fault.startsWith('dies');
        this.isDead = dies && this.fault === 'dies before';
        if (this.fault.endsWith('after')) {
            await work();
        }
        this.isDead = dies;
        if (dies) {
            this.die();
            return NEVER;
        }
        if (error) {
            throw error;
        }
        return this.fault === 'fails before' ? work() : undefined;
    }
}

/** What a dead process waits for. */
const NEVER = new Promise<never>(() => undefined);

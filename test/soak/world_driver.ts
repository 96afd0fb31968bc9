import type {Service} from '../support/openitcockpit/objects';
import type {World} from '../support/openitcockpit/world';
import type {Random} from '../support/wire/random';

/** A service, and which of its problems is the newest: 0 = it had none. */
export interface Driven {
    readonly service: Service;
    number: number;
    /** Milliseconds since the epoch. */
    changedAt: number;
}

/** The times of the core have whole seconds: two changes within one could not be put in order. */
const PAUSE_MS = 2100;
const TRIES = 20;

export interface DriveOptions {
    readonly services: number;
    /** How many of the services should have a problem. */
    readonly troubled: number;
    /** Which share of the events begins a problem, and which ends one. */
    readonly turnover: number;
}

/** Lets services of a world break, change, repeat themselves and recover. Every output names the problem: `problem #3`. */
export class WorldDriver {
    readonly driven: Driven[];
    private readonly well: Driven[];
    private readonly troubled: Driven[] = [];
    private lookups = 0;

    constructor(
        private readonly world: World,
        private readonly random: Random,
        private readonly options: DriveOptions,
    ) {
        this.driven = Array.from({length: options.services}, (_, at) => ({
            service: world.addService('web01', {name: `Check ${at}`}),
            number: 0,
            changedAt: 0,
        }));
        this.well = [...this.driven];
    }

    /** One step before the load. @returns false once every service has had a problem, and as many have one as should */
    prepare(): boolean {
        const untouched = this.well.find(({number}) => number === 0);
        if (untouched) {
            this.beginOn(untouched);
        } else if (this.missing < 0) {
            this.end();
        }
        return untouched !== undefined || this.missing < 0;
    }

    /** One event, if a service is found that rested long enough. */
    step(): void {
        const chance = this.random.next();
        if (this.missing > 0 && (chance < this.options.turnover || this.troubled.length === 0)) {
            this.begin();
        } else if (chance > 1 - this.options.turnover) {
            this.end();
        } else {
            this.goOn();
        }
    }

    /** How many problems are still to begin before as many services have one as should. */
    private get missing(): number {
        return this.options.troubled - this.troubled.length;
    }

    private begin(): void {
        const one = this.rested(this.well);
        if (one) {
            this.beginOn(one);
        }
    }

    private beginOn(one: Driven): void {
        move(one, this.well, this.troubled);
        one.number += 1;
        this.world.setState(one.service, this.random.int(1, 2), this.output('problem', one));
    }

    private end(): void {
        const one = this.rested(this.troubled);
        if (one) {
            this.recover(one);
        }
    }

    private recover(one: Driven): void {
        move(one, this.troubled, this.well);
        this.world.setState(one.service, 0, this.output('OK, over is problem', one));
    }

    /** Another state, or the same once more with another output. A sticky acknowledgement would keep it silent. */
    private goOn(): void {
        const one = this.rested(this.troubled);
        if (!one) {
            return;
        }
        const {core} = one.service;
        if (core.acknowledged && core.acknowledgementType === 2) {
            this.recover(one);
        } else if (core.acknowledged || this.random.chance(0.2)) {
            this.world.setState(one.service, core.state === 1 ? 2 : 1, this.output('problem', one));
        } else {
            this.world.setState(one.service, core.state, this.output('problem', one));
            this.world.renotify(one.service);
        }
    }

    private rested(list: readonly Driven[]): Driven | undefined {
        const now = Date.now();
        for (let tries = 0; tries < TRIES && list.length > 0; tries += 1) {
            const one = this.random.pick(list);
            if (now - one.changedAt >= PAUSE_MS) {
                one.changedAt = now;
                return one;
            }
        }
        return undefined;
    }

    private output(what: string, {number}: Driven): string {
        this.lookups += 1;
        return `${what} #${number}, result ${this.lookups}`;
    }
}

const move = (one: Driven, from: Driven[], to: Driven[]): void => {
    const at = from.indexOf(one);
    from[at] = from.at(-1) as Driven;
    from.pop();
    to.push(one);
};

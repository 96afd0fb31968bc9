import {LRUCache} from 'lru-cache';
import type {Language} from '../../domain/texts';
import type {Clock, Logger} from '../telemetry';

type Said = (language: Language) => string;

interface Remark {
    readonly said: Said;
    readonly weight: 'problem' | 'note';
    readonly at: number;
}

/** What happened longer ago is in the log. */
const SHOWN_MS = 3_600_000;
const MOST = 20;

/**
 * What an administrator should know and no single request can tell: in the log, and for an hour in `/openitcockpit status`
 * and the health page. A problem is something to mend, a note is only good to know.
 */
export class Remarks {
    private readonly byTopic = new LRUCache<string, Remark>({max: MOST});

    constructor(
        private readonly clock: Clock,
        private readonly logger: Logger,
    ) {}

    /** @param topic a newer remark about the same replaces it, e.g. `channel ops/alerts` */
    problem(topic: string, said: Said, facts: Readonly<Record<string, unknown>>): void {
        this.logger.error(said('en'), facts);
        this.byTopic.set(topic, {said, weight: 'problem', at: this.clock.now()});
    }

    note(topic: string, said: Said, facts: Readonly<Record<string, unknown>>): void {
        this.logger.warn(said('en'), facts);
        this.byTopic.set(topic, {said, weight: 'note', at: this.clock.now()});
    }

    /** It is still so: in other words, and without another line in the log. @returns false: nothing was remarked about it */
    renew(topic: string, said: Said): boolean {
        const known = this.byTopic.get(topic);
        if (known) {
            this.byTopic.set(topic, {...known, said, at: this.clock.now()});
        }
        return known !== undefined;
    }

    /** It is good again. */
    settle(topic: string): void {
        this.byTopic.delete(topic);
    }

    /** @returns sentences of the last hour, oldest first */
    of(weight: Remark['weight'], language: Language = 'en'): readonly string[] {
        const oldest = this.clock.now() - SHOWN_MS;
        return [...this.byTopic.rvalues()]
            .filter((remark) => remark !== undefined)
            .filter((remark) => remark.weight === weight && remark.at > oldest)
            .map(({said}) => said(language));
    }
}

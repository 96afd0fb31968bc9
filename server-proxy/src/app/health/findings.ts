import {LRUCache} from 'lru-cache';
import type {Language} from '../../domain/texts';
import type {Clock, Logger} from '../telemetry';

type Said = (language: Language) => string;

interface Finding {
    readonly said: Said;
    readonly weight: 'problem' | 'note';
    readonly at: number;
}

/** Anything older is found in the log. */
const SHOWN_MS = 3_600_000;
const MOST = 20;

/**
 * What administrators should know and no single request shows: in the log, and for an hour in `/openitcockpit status`
 * and the health page. A problem needs fixing, a note is only good to know.
 */
export class Findings {
    private readonly byTopic = new LRUCache<string, Finding>({max: MOST});

    constructor(
        private readonly clock: Clock,
        private readonly logger: Logger,
    ) {}

    /** @param topic a newer finding about the same topic replaces it, e.g. `channel ops/alerts` */
    problem(topic: string, said: Said, facts: Readonly<Record<string, unknown>>): void {
        this.logger.error(said('en'), facts);
        this.byTopic.set(topic, {said, weight: 'problem', at: this.clock.monotonic()});
    }

    note(topic: string, said: Said, facts: Readonly<Record<string, unknown>>): void {
        this.logger.warn(said('en'), facts);
        this.byTopic.set(topic, {said, weight: 'note', at: this.clock.monotonic()});
    }

    /** It still holds: puts it in new words, without another line in the log. @returns false when nothing is known about the topic */
    renew(topic: string, said: Said): boolean {
        const known = this.byTopic.get(topic);
        if (known) {
            this.byTopic.set(topic, {...known, said, at: this.clock.monotonic()});
        }
        return known !== undefined;
    }

    /** It no longer holds. */
    settle(topic: string): void {
        this.byTopic.delete(topic);
    }

    /** @returns sentences of the last hour, oldest first */
    of(weight: Finding['weight'], language: Language = 'en'): readonly string[] {
        const oldest = this.clock.monotonic() - SHOWN_MS;
        return [...this.byTopic.rvalues()]
            .filter((finding) => finding !== undefined)
            .filter((finding) => finding.weight === weight && finding.at > oldest)
            .map(({said}) => said(language));
    }
}

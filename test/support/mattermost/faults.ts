/** Which requests a fault affects; without a path, all. */
export interface FaultMatch {
    readonly method?: string;
    readonly path?: RegExp;
    /** How many requests it affects; default: all until `clear()`. */
    readonly times?: number;
}

export type FaultEffect =
    | {readonly kind: 'status'; readonly status: number}
    | {readonly kind: 'slow'; readonly milliseconds: number}
    | {readonly kind: 'rate_limit'; readonly retryAfterSeconds: number}
    | {readonly kind: 'token_rejected'}
    /** The request is carried out, but the connection closes before the answer. */
    | {readonly kind: 'answer_lost'}
    /** The connection closes before the request is carried out. */
    | {readonly kind: 'hang_up'};

interface Fault {
    readonly match: FaultMatch;
    readonly effect: FaultEffect;
    left: number;
}

/** Faults switched on and off at run time. They affect `/api/` and `/hooks/`, never the page. */
export class Faults {
    private active: Fault[] = [];

    add(effect: FaultEffect, match: FaultMatch = {}): void {
        this.active.push({match, effect, left: match.times ?? Number.POSITIVE_INFINITY});
    }

    rejectTokens(match: FaultMatch = {}): void {
        this.add({kind: 'token_rejected'}, match);
    }

    answer(status: number, match: FaultMatch = {}): void {
        this.add({kind: 'status', status}, match);
    }

    slow(milliseconds: number, match: FaultMatch = {}): void {
        this.add({kind: 'slow', milliseconds}, match);
    }

    /** 429 with Retry-After, like the server's rate limiter. */
    rateLimit(match: FaultMatch & {readonly retryAfterSeconds?: number} = {}): void {
        this.add({kind: 'rate_limit', retryAfterSeconds: match.retryAfterSeconds ?? 1}, match);
    }

    loseAnswer(match: FaultMatch = {}): void {
        this.add({kind: 'answer_lost'}, match);
    }

    hangUp(match: FaultMatch = {}): void {
        this.add({kind: 'hang_up'}, match);
    }

    clear(): void {
        this.active = [];
    }

    /** Uses up one of a fault's times. @returns the effects on this request, oldest fault first */
    take(method: string, path: string): readonly FaultEffect[] {
        if (this.active.length === 0) return [];
        const hit = this.active.filter(
            ({match}) => (!match.method || match.method === method) && (!match.path || match.path.test(path)),
        );
        for (const fault of hit) fault.left -= 1;
        this.active = this.active.filter(({left}) => left > 0);
        return hit.map(({effect}) => effect);
    }
}

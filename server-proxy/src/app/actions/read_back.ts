import {asAppError} from '../../domain/errors';
import type {AppContext, ReadBack} from '../app_context';

/** Most acknowledgements show after 1.2 to 3.9 s: pauses that grow slowly find them soon without many requests. */
const GROWTH = 1.15;
/** While the event stream is open it mostly comes first: the database shows nothing before a second has passed. */
const LIVE = {firstDelayMs: 1000, maxDelayMs: 3000, growth: 1.5};

type Context = Pick<AppContext, 'clock' | 'settings' | 'logger'>;

/** What may come by itself meanwhile. */
export interface Hearing<T> {
    readonly news: AppContext['news'];
    /** Of the object. */
    readonly key: string;
    /** What was heard, without asking openITCOCKPIT. */
    readonly heard: () => Promise<T | undefined>;
}

/**
 * Asks until there is an answer or time is up, with growing pauses. A failed attempt is not an answer: openITCOCKPIT may
 * be back for the next one. If even the last attempt fails, its error is thrown.
 * @param attempt gets `last = true` when no further attempt will follow
 * @param hearing ends the waiting as soon as it has the answer
 */
export const poll = async <T>(
    context: Context,
    deadlineMs: number,
    attempt: (last: boolean) => Promise<T | undefined>,
    hearing?: Hearing<T>,
): Promise<T | undefined> => {
    const {clock, settings, logger} = context;
    const end = clock.monotonic() + deadlineMs;
    const pace = paceOf(settings.readBack, hearing);
    const ear = new Ear(hearing);
    let pause = pace.firstDelayMs;
    try {
        for (;;) {
            const told = await ear.listen(clock, Math.min(pause, Math.max(0, end - clock.monotonic())));
            if (told !== undefined) {
                return told;
            }
            const last = clock.monotonic() >= end;
            try {
                const found = await attempt(last);
                if (found !== undefined || last) {
                    return found;
                }
            } catch (error) {
                if (last) {
                    throw error;
                }
                logger.debug('Reading back failed; trying again', {error: asAppError(error)});
            }
            pause = Math.min(pause * pace.growth, pace.maxDelayMs);
        }
    } finally {
        ear.close();
    }
};

const paceOf = <T>({firstDelayMs, maxDelayMs}: ReadBack, hearing: Hearing<T> | undefined) =>
    hearing?.news.isLive
        ? {
              firstDelayMs: Math.max(firstDelayMs, LIVE.firstDelayMs),
              maxDelayMs: Math.max(maxDelayMs, LIVE.maxDelayMs),
              growth: LIVE.growth,
          }
        : {firstDelayMs, maxDelayMs, growth: GROWTH};

/** Open from beginning to end, so that nothing is missed while openITCOCKPIT is asked. */
class Ear<T> {
    /** It may have come before anybody listened. */
    private isNews = true;
    private wake: () => void = () => undefined;
    private readonly stop: () => void;

    constructor(private readonly hearing: Hearing<T> | undefined) {
        this.stop =
            hearing?.news.onNews(hearing.key, () => {
                this.isNews = true;
                this.wake();
            }) ?? (() => undefined);
    }

    /** @returns what was heard; undefined when the time is over */
    async listen(clock: AppContext['clock'], milliseconds: number): Promise<T | undefined> {
        const over = new AbortController();
        const pause = clock.sleep(milliseconds, over.signal).then(
            () => 'over' as const,
            () => 'over' as const,
        );
        try {
            for (;;) {
                const told = await this.heard();
                const woken = new Promise<'news'>((resolve) => {
                    this.wake = () => resolve('news');
                });
                if (told !== undefined) {
                    return told;
                }
                if (!this.isNews && (await Promise.race([pause, woken])) === 'over') {
                    return undefined;
                }
            }
        } finally {
            over.abort();
        }
    }

    close(): void {
        this.stop();
    }

    private async heard(): Promise<T | undefined> {
        const {hearing} = this;
        if (!this.isNews || !hearing?.news.isLive) {
            this.isNews = false;
            return undefined;
        }
        this.isNews = false;
        return hearing.heard();
    }
}

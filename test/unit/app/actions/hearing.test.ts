import {describe, expect, it} from 'vitest';
import {poll} from '../../../../server-proxy/src/app/actions/read_back';
import {News} from '../../../../server-proxy/src/app/stream/news';
import {FakeClock, RecordingLogger} from '../../../support/app/fakes';
import {SETTINGS} from '../../../support/app/harness';

const contextOf = (clock: FakeClock) => ({clock, settings: SETTINGS, logger: new RecordingLogger()});

/** When it was asked, in milliseconds from the beginning. */
const askedAt = async (isLive: boolean) => {
    const clock = new FakeClock();
    const news = Object.assign(new News(), {isLive});
    const began = clock.monotonic();
    const asked: number[] = [];
    const hearing = {news, key: 'a', heard: async () => undefined};
    await poll(contextOf(clock), 15_000, async () => void asked.push(clock.monotonic() - began), hearing);
    return asked;
};

describe('waiting for an action to show', () => {
    it('asks later and less while the event stream is open', async () => {
        const [live, without] = [await askedAt(true), await askedAt(false)];
        expect(without[0]).toBe(500);
        expect(live[0]).toBe(1000);
        expect(live.length).toBeLessThan(without.length / 1.5);
        expect(live.at(-1)).toBe(15_000);
    });

    it('ends with what is heard, and asks nobody', async () => {
        const news = Object.assign(new News(), {isLive: true});
        let known: string | undefined;
        const clock = new FakeClock();
        // A pause that only news ends.
        clock.sleep = () => new Promise(() => undefined);
        const waiting = poll(contextOf(clock), 15_000, () => Promise.reject(new Error('asked')), {
            news,
            key: 'a',
            heard: async () => known,
        });
        await Promise.resolve();
        news.tell('b');
        news.tell('a');
        known = 'confirmed';
        news.tell('a');
        expect(await waiting).toBe('confirmed');
    });

    it('takes what came before anybody waited', async () => {
        const news = Object.assign(new News(), {isLive: true});
        const hearing = {news, key: 'a', heard: async () => 'confirmed'};
        expect(await poll(contextOf(new FakeClock()), 15_000, async () => 'read', hearing)).toBe('confirmed');
    });
});

import {describe, expect, it} from 'vitest';
import {WrongTokens} from '../../../server-proxy/src/http/wrong_tokens';

/** A clock on which every sleep lasts until it is told otherwise. */
class HeldClock {
    milliseconds = 1_795_490_000_000;
    readonly sleeps: number[] = [];
    private readonly ends: (() => void)[] = [];

    now(): number {
        return this.milliseconds;
    }

    monotonic(): number {
        return this.milliseconds;
    }

    sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
        this.sleeps.push(milliseconds);
        return new Promise((resolve, reject) => {
            this.ends.push(resolve);
            signal?.addEventListener('abort', () => reject(new Error('aborted')));
        });
    }

    endAll(): void {
        for (const end of this.ends.splice(0)) {
            end();
        }
    }
}

const start = () => {
    const clock = new HeldClock();
    const wrong = new WrongTokens(clock);
    /** One wrong token, whose answer is then sent. */
    const guess = async (address: string): Promise<number> => {
        const answered = wrong.slow(address);
        clock.endAll();
        return answered;
    };
    const guesses = async (address: string, count: number): Promise<number[]> => {
        const delays: number[] = [];
        for (let number = 0; number < count; number += 1) {
            delays.push(await guess(address));
        }
        return delays;
    };
    return {clock, wrong, guess, guesses};
};

describe('answers to wrong tokens', () => {
    it('take longer with each one from the same address, up to a limit', async () => {
        const {guesses} = start();
        expect(await guesses('10.0.0.9', 8)).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
        expect(await guesses('10.0.0.10', 1)).toEqual([250]);
    });

    it('take longer also when all guesses come at once', async () => {
        const {clock, wrong} = start();
        const answers = Array.from({length: 5}, () => wrong.slow('10.0.0.9'));
        expect(clock.sleeps).toEqual([250, 500, 1000, 2000, 4000]);
        clock.endAll();
        await Promise.all(answers);
    });

    it('are quick again when the address has been quiet for a quarter of an hour', async () => {
        const {clock, guesses} = start();
        await guesses('10.0.0.9', 4);
        clock.milliseconds += 15 * 60_000 + 1;
        expect(await guesses('10.0.0.9', 1)).toEqual([250]);
    });

    it.each([
        ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
        ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
        ['fe80::1%eth0', 'fe80::2%eth1', true],
        ['::ffff:10.0.0.9', '10.0.0.9', true],
        ['::1', '10.0.0.9', false],
        ['', '10.0.0.9', false],
    ])('count %j and %j as one sender: %j', async (one, other, isSame) => {
        const {guess} = start();
        await guess(one);
        expect(await guess(other)).toBe(isSame ? 500 : 250);
    });

    it('remember a thousand addresses and no more', async () => {
        const {guess} = start();
        await guess('192.0.2.1');
        for (let number = 0; number < 999; number += 1) {
            await guess(`10.0.${number >> 8}.${number & 255}`);
        }
        expect(await guess('192.0.2.1')).toBe(500);
        for (let number = 0; number < 1000; number += 1) {
            await guess(`10.1.${number >> 8}.${number & 255}`);
        }
        expect(await guess('192.0.2.1')).toBe(250);
    });

    it('are held back a hundred at a time: a flood does not pile up', async () => {
        const {clock, wrong} = start();
        const answers = Array.from({length: 5000}, (_, number) => wrong.slow(`10.2.${number >> 8}.${number & 255}`));
        expect(clock.sleeps).toHaveLength(100);
        clock.endAll();
        expect((await Promise.all(answers)).filter((delay) => delay === 0)).toHaveLength(4900);
    });

    it('are sent at once when the handler stops', async () => {
        const {wrong} = start();
        const answers = Array.from({length: 50}, () => wrong.slow('10.0.0.9'));
        wrong.release();
        await Promise.all(answers);
        expect(await wrong.slow('10.0.0.9')).toBe(0);
    });
});

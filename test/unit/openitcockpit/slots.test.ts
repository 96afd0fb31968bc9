import {describe, expect, it} from 'vitest';
import {createSlots, SlotsFull, type Urgency} from '../../../server-proxy/src/openitcockpit/slots';

/** Work that ends when it is told to. */
class Works {
    readonly begun: string[] = [];
    readonly slots = createSlots({atOnce: 3, panelAtOnce: 2, waiting: 5});
    private readonly ends = new Map<string, () => void>();

    start(urgency: Urgency, name: string): Promise<string> {
        return this.slots.execute(urgency, async () => {
            this.begun.push(name);
            await new Promise<void>((resolve) => this.ends.set(name, resolve));
            return name;
        });
    }

    async end(name: string): Promise<void> {
        this.ends.get(name)?.();
        await new Promise<void>((resolve) => setImmediate(resolve));
    }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the three connections', () => {
    it('actions outrank catch-up, and that outranks the panel, whatever came first', async () => {
        const works = new Works();
        void works.start('action', 'a1');
        void works.start('action', 'a2');
        void works.start('action', 'a3');
        void works.start('panel', 'p1');
        void works.start('catch_up', 'c1');
        void works.start('action', 'a4');
        await settled();
        expect(works.begun).toEqual(['a1', 'a2', 'a3']);
        await works.end('a1');
        await works.end('a2');
        await works.end('a3');
        expect(works.begun.slice(3)).toEqual(['a4', 'c1', 'p1']);
    });

    it('of equal urgency the first comes first', async () => {
        const works = new Works();
        for (const name of ['c1', 'c2', 'c3', 'c4', 'c5']) {
            void works.start('catch_up', name);
        }
        await settled();
        await works.end('c1');
        await works.end('c2');
        expect(works.begun).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    });

    it('the panel takes no more than two of them, so that an action need not wait for it', async () => {
        const works = new Works();
        for (const name of ['p1', 'p2', 'p3']) {
            void works.start('panel', name);
        }
        void works.start('action', 'a1');
        await settled();
        expect(works.begun).toEqual(['p1', 'p2', 'a1']);
        await works.end('a1');
        expect(works.begun).toHaveLength(3);
        await works.end('p1');
        expect(works.begun.at(-1)).toBe('p3');
    });

    it('refuses at once what would wait behind too many, and goes on after a failure', async () => {
        const works = new Works();
        for (let number = 0; number < 8; number += 1) {
            void works.start('action', `a${number}`);
        }
        await expect(works.start('action', 'late')).rejects.toBeInstanceOf(SlotsFull);
        const slots = createSlots({atOnce: 1, panelAtOnce: 1, waiting: 5});
        await expect(slots.execute('panel', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
        expect(await slots.execute('panel', async () => 'next')).toBe('next');
    });
});

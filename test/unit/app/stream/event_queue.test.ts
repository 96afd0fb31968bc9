import {describe, expect, it} from 'vitest';
import {EventQueue} from '../../../../server-proxy/src/app/stream/event_queue';
import type {CoreEvent} from '../../../../server-proxy/src/domain/alert/core_event';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';

const status = (hostUuid: string, at: number): CoreEvent => ({
    kind: 'status',
    target: {hostUuid},
    status: {
        state: 'DOWN',
        output: '',
        acknowledged: false,
        inDowntime: false,
        flapping: false,
        freshAt: momentAt(at),
    },
    isHard: true,
    notifies: true,
});

const downtime = (time: number): CoreEvent => ({
    kind: 'downtime',
    target: {hostUuid: 'a'},
    change: 'began',
    time,
    author: '',
    comment: '',
});

describe('the queue of events', () => {
    it('keeps one status an object, the last, and works off a million events in bounded memory', () => {
        const queue = new EventQueue();
        for (let at = 0; at < 1_000_000; at += 1) {
            queue.put(status(`host ${at % 100}`, at));
        }
        expect(queue.length).toBe(100);
        expect(queue.next().statuses.map((event) => event.status.freshAt?.latest)).toEqual(
            Array.from({length: 100}, (_, at) => 999_900 + at),
        );
        expect(queue.lost()).toBe(0);
    });

    it('keeps the newest status of an object, whichever frame came first, and the last of the same second', () => {
        const queue = new EventQueue();
        const last = {...status('a', 10), isHard: false} as CoreEvent;
        for (const event of [status('a', 9), status('a', 10), last, status('a', 8)]) {
            queue.put(event);
        }
        expect(queue.next().statuses).toEqual([last]);
    });

    it('counts what does not fit in', () => {
        const queue = new EventQueue(3, 2);
        for (let at = 0; at < 5; at += 1) {
            queue.put(downtime(at));
            queue.put(status(`host ${at}`, at));
        }
        expect(queue.length).toBe(5);
        expect(queue.lost()).toBe(2 + 3);
        expect(queue.lost()).toBe(0);
    });

    it('gives slices: what is told first, in its order', () => {
        const queue = new EventQueue();
        queue.put(status('host', 1));
        const told = Array.from({length: 150}, (_, at) => downtime(at));
        for (const event of told) {
            queue.put(event);
        }
        expect(queue.next()).toEqual({told: told.slice(0, 100), statuses: []});
        expect(queue.next()).toEqual({told: told.slice(100), statuses: [status('host', 1)]});
        expect(queue.length).toBe(0);
    });
});

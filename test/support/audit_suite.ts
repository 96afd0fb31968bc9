import {describe, expect, it} from 'vitest';
import type {AuditEntry, AuditLog} from '../../server-proxy/src/app/people/audit_log';
import {HOST_UUID, KEY} from './app/harness';

export const AUDIT_NOW = 1_795_490_000;

export const auditEntry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
    at: AUDIT_NOW,
    userId: 'u'.repeat(26),
    username: 'jane',
    author: 'Jane Roe (@jane)',
    action: 'acknowledge',
    key: KEY,
    hostName: 'web01',
    serviceName: 'Ping',
    result: 'confirmed',
    detail: '',
    comment: 'replacing the disk',
    postId: 'p'.repeat(26),
    channelId: 'c'.repeat(26),
    ...more,
});

/** What every AuditLog must do. `open` returns an empty one whose clock shows AUDIT_NOW. */
export const defineAuditSuite = (name: string, open: () => Promise<AuditLog>): void => {
    describe(`AuditLog: ${name}`, () => {
        it('gives back what it was given, newest first, and no more than asked for', async () => {
            const audit = await open();
            expect(await audit.recent({limit: 20})).toEqual([]);
            const entries = ['asked', 'confirmed', 'refused'].map((result, index) =>
                auditEntry({result, at: AUDIT_NOW - 10 + index}),
            );
            for (const entry of entries) {
                await audit.record(entry);
            }
            expect(await audit.recent({limit: 20})).toEqual(entries.toReversed());
            expect((await audit.recent({limit: 2})).map(({result}) => result)).toEqual(['refused', 'confirmed']);
        });

        it('finds the entries of a host by name, in any case, or by UUID', async () => {
            const audit = await open();
            await audit.record(auditEntry());
            await audit.record(auditEntry({hostName: 'db01', key: 'other'}));
            for (const host of ['web01', 'WEB01', HOST_UUID, HOST_UUID.toUpperCase()]) {
                expect((await audit.recent({host, limit: 20})).map(({hostName}) => hostName)).toEqual(['web01']);
            }
            expect(await audit.recent({host: 'web0', limit: 20})).toEqual([]);
        });

        it('loses no entry when many come at once', async () => {
            const audit = await open();
            const details = Array.from({length: 40}, (_, number) => `${number}`);
            await Promise.all(details.map((detail) => audit.record(auditEntry({detail}))));
            const found = await audit.recent({limit: 100});
            expect(found.map(({detail}) => detail).toSorted()).toEqual(details.toSorted());
        });

        it('keeps room for everybody else when one person is refused a thousand times', async () => {
            const audit = await open();
            await audit.record(auditEntry({userId: 'jane', detail: 'hers'}));
            const flood = Array.from({length: 1000}, (_, number) =>
                audit.record(auditEntry({userId: 'mallory', result: 'refused', detail: `${number}`, key: `${number}`})),
            );
            const outcomes = await Promise.allSettled(flood);
            const kept = outcomes.filter(({status}) => status === 'fulfilled').length;
            expect([kept <= 10, kept > 0]).toEqual([true, true]);
            // Whatever is not kept is said, so that the caller can log it.
            expect(outcomes.find(({status}) => status === 'rejected')).toMatchObject({
                reason: {message: 'The audit takes no more refusals of this day: this entry is only in the log.'},
            });
            await audit.record(auditEntry({userId: 'bob', result: 'refused', detail: 'his'}));
            await audit.record(auditEntry({userId: 'mallory', result: 'confirmed', detail: 'allowed again'}));
            const shown = (await audit.recent({limit: 20})).map(({detail}) => detail);
            expect(shown).toEqual(expect.arrayContaining(['hers', 'his', 'allowed again']));
        });

        it('takes refusals of many people, up to a part of the day', async () => {
            const audit = await open();
            const refusals = Array.from({length: 700}, (_, number) =>
                audit.record(auditEntry({userId: `user-${number}`, result: 'refused'})),
            );
            const outcomes = await Promise.allSettled(refusals);
            expect(outcomes.filter(({status}) => status === 'fulfilled').length).toBeLessThanOrEqual(500);
            await audit.record(auditEntry({result: 'confirmed'}));
            expect((await audit.recent({limit: 1}))[0]?.result).toBe('confirmed');
            await audit.record(auditEntry({result: 'refused', at: AUDIT_NOW + 86_400}));
        });

        it('finds an entry of three weeks ago behind those of today', async () => {
            const audit = await open();
            await audit.record(auditEntry({at: AUDIT_NOW - 21 * 86_400, hostName: 'db01', detail: 'old'}));
            await audit.record(auditEntry());
            expect((await audit.recent({host: 'db01', limit: 1})).map(({detail}) => detail)).toEqual(['old']);
            expect((await audit.recent({limit: 5})).map(({hostName}) => hostName)).toEqual(['web01', 'db01']);
        });
    });
};

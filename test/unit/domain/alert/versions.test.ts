import {describe, expect, it} from 'vitest';
import {type AlertRecord, isOpen, RECORD_VERSION} from '../../../../server-proxy/src/domain/alert/record';
import {upgraded} from '../../../../server-proxy/src/domain/alert/versions';
import {STORED, type StoredName, storedKey, storedRecords} from '../../../support/stored';

const stored = storedRecords();

const recordOf = (name: StoredName): AlertRecord => {
    const found = stored.get(storedKey(name));
    if (!found) {
        throw new Error(`the fixtures have no ${name}`);
    }
    return upgraded(found);
};

const WRITTEN_IN_0_1_0 = ['postId', 'channelId', 'nonce', 'behind', 'postGone', 'order'];

describe('records of version 0.1.0', () => {
    it.each([...stored.keys()])('%s: nothing is lost, nothing of the old layout stays', (key) => {
        const before = stored.get(key) as unknown as Record<string, unknown>;
        const after = upgraded(stored.get(key) as AlertRecord);
        expect(before).not.toHaveProperty('version');
        expect(after.version).toBe(RECORD_VERSION);
        for (const field of WRITTEN_IN_0_1_0) {
            expect(after).not.toHaveProperty(field);
        }
        const kept = Object.entries(before).filter(([field]) => !WRITTEN_IN_0_1_0.includes(field));
        expect(after).toMatchObject(Object.fromEntries(kept));
        expect(after.posts).toMatchObject([
            {postId: before.postId, channelId: before.channelId, nonce: before.nonce, wanted: 1},
        ]);
        expect(upgraded(after)).toBe(after);
        expect(JSON.parse(JSON.stringify(after))).toEqual(after);
    });

    it('posts of open ones are shown again, those of closed ones are left alone', () => {
        const shown = (Object.keys(STORED) as StoredName[]).map((name) => recordOf(name));
        for (const record of shown) {
            expect(record.posts.map((post) => post.shown)).toEqual([isOpen(record) ? 0 : 1]);
        }
        expect(shown.filter(isOpen).length).toBeGreaterThan(5);
        const behind = {...(stored.get(storedKey('recovered')) as object), behind: true} as unknown as AlertRecord;
        expect(upgraded(behind).posts).toMatchObject([{wanted: 1, shown: 0}]);
    });

    it('what is known of ages comes from the notifications', () => {
        const {alert, ages} = recordOf('problem');
        const [time, since] = [alert.time ?? 0, alert.since ?? 0];
        expect(ages).toMatchObject({
            state: {by: 'core', at: {earliest: time, latest: time}, since: {earliest: since, latest: since}},
            opened: {earliest: time},
            first: time,
        });
        expect(recordOf('marked').ages).toMatchObject({
            inDowntime: {by: 'core'},
            flapping: {by: 'core'},
            customs: [{text: 'CUSTOM Ada Admin who is on it?'}],
        });
        expect(recordOf('acknowledgedByNotification').ages.ack).toMatchObject({
            on: true,
            by: 'core',
            state: 'CRITICAL',
            text: 'Ada Admin: on it',
        });
        expect(recordOf('acknowledgedHere').ages.ack).toMatchObject({on: true, by: 'database'});
    });

    it('what closed one may have been an old reading, so a younger one counts', () => {
        const {ages, recoveredAt} = recordOf('staleRecovery');
        expect(ages.state).toEqual({by: 'database', at: {earliest: recoveredAt, latest: recoveredAt}});
    });
});

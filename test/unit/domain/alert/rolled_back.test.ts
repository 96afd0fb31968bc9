import {describe, expect, it} from 'vitest';
import {type AlertRecord, isOpen, postOf, RECORD_VERSION} from '../../../../server-proxy/src/domain/alert/record';
import {readRecord, upgraded} from '../../../../server-proxy/src/domain/alert/versions';
import {type RolledBack, rolledBack} from '../../../support/rolled_back_suite';
import {STORED, type StoredName, storedKey, storedRecords} from '../../../support/stored';

const written = rolledBack();

const of = (name: StoredName): RolledBack => {
    const found = written.get(storedKey(name));
    if (!found) {
        throw new Error(`the fixture has no ${name}`);
    }
    return found;
};

const ONLY_IN_0_1_0 = ['postId', 'channelId', 'nonce', 'behind', 'postGone', 'order'];

describe('forward again after a roll back to 0.1.0', () => {
    it.each([...written.keys()])('%s is read in the layout of today, with nothing of the old one', (key) => {
        const before = written.get(key) as RolledBack;
        const after = readRecord(JSON.parse(JSON.stringify(before)));
        expect(after.version).toBe(RECORD_VERSION);
        for (const field of ONLY_IN_0_1_0) {
            expect(after).not.toHaveProperty(field);
        }
        const {look, ack, alert, flapping, inDowntime} = before;
        expect(after).toMatchObject({look, alert, flapping, inDowntime, ...(ack ? {ack} : {})});
        expect(upgraded(after)).toBe(after);
    });

    it('the post that 0.1.0 made is the one that goes on, not the one from before', () => {
        const before = of('problem');
        expect(before.posts[0]?.postId).not.toBe(before.postId);
        expect(postOf(upgraded(before))).toMatchObject({postId: before.postId, nonce: before.nonce, shown: 0});
    });

    it('what 0.1.0 was told counts, not how old our knowledge was before', () => {
        const {ages} = upgraded(of('problem'));
        expect(ages.state.at.latest).toBe(of('problem').alert.time);
        const {ages: over, look} = upgraded(of('recovered'));
        expect(look).toBe('recovered');
        expect(over.ended).toBe(true);
    });

    it('a post that 0.1.0 could not find is shown again, for it is there', () => {
        for (const name of ['notConfirmed', 'queued'] as const) {
            const before = of(name);
            expect(before).toMatchObject({postGone: true});
            const post = postOf(upgraded(before));
            expect(post).toMatchObject({
                postId: before.posts[0]?.postId,
                nonce: before.posts[0]?.nonce,
                wanted: 1,
                shown: 0,
            });
            expect(post).not.toHaveProperty('gone');
        }
    });
});

describe('back to 0.1.0', () => {
    const REQUIRED = {
        key: 'string',
        alert: 'object',
        look: 'string',
        flapping: 'boolean',
        inDowntime: 'boolean',
        updatedAt: 'number',
    };

    it.each(Object.keys(STORED) as StoredName[])(
        '%s holds whatever 0.1.0 requires of a record, but no post',
        (name) => {
            const record = upgraded(storedRecords().get(storedKey(name)) as AlertRecord);
            for (const [field, type] of Object.entries(REQUIRED)) {
                expect(typeof record[field as keyof AlertRecord]).toBe(type);
            }
            // It reads all of these as absent: the post counts as deleted, and the next notification makes another.
            for (const field of ONLY_IN_0_1_0) {
                expect(record).not.toHaveProperty(field);
            }
            expect(isOpen(record)).toBe(!['recovered', 'gone', 'info'].includes(record.look));
        },
    );
});

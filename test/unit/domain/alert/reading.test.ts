import {describe, expect, it} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {reading, type Seen} from '../../../../server-proxy/src/domain/alert/observation';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {isOpen} from '../../../../server-proxy/src/domain/alert/record';
import {isVisible, observe} from '../../../../server-proxy/src/domain/alert/reducer';
import {readingLines} from '../../../../server-proxy/src/domain/post/thread_line';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {recordOf} from '../../../support/store_suite';

const NOW = 1_795_490_000;
const SEEN: Seen = {
    hostName: 'web01',
    serviceName: 'Ping',
    state: 'CRITICAL',
    output: 'rta nan',
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    checkedAt: momentAt(NOW + 50),
    freshAt: momentAt(NOW + 50),
};

/** What a reading makes of a record. */
const healed = (record: AlertRecord, seen: Seen | 'deleted', now: number): AlertRecord =>
    observe(record, reading(seen, now, now));

/** Every combination of what a record may show and what openITCOCKPIT may say. */
const combinations = (): {record: AlertRecord; seen: Seen}[] => {
    const looks = ['problem', 'acknowledging', 'acknowledged', 'not_confirmed'] as const;
    const acks = ['Jane', 'Ada'].map((author) => ({author, comment: 'on it', sticky: true}));
    const details = {...acks[0], author: 'Jane', comment: 'on it', sticky: true, notify: false} as const;
    const ack = {
        ...details,
        hostAndServices: false,
        userId: 'jane',
        username: 'jane',
        at: NOW,
        via: 'mattermost',
    } as const;
    return looks.flatMap((look) =>
        [true, false].flatMap((inDowntime) =>
            (['CRITICAL', 'WARNING', 'OK'] as const).flatMap((state) =>
                [undefined, ...acks].flatMap((acknowledgement) =>
                    [true, false].map((acknowledged) => ({
                        record: recordOf('a', {look, inDowntime, ...(look === 'problem' ? {} : {ack})}),
                        seen: {
                            ...SEEN,
                            state,
                            acknowledged,
                            inDowntime: !inDowntime,
                            ...(acknowledged && acknowledgement ? {acknowledgement} : {}),
                        },
                    })),
                ),
            ),
        ),
    );
};

describe('healing a record', () => {
    it.each(combinations())(
        '$record.look, $seen.state, acknowledged $seen.acknowledged: once is enough',
        ({record, seen}) => {
            const after = healed(record, seen, NOW);
            expect(healed(after, seen, NOW + 60)).toBe(after);
            expect(isVisible(record, after)).toBe(true);
            expect(readingLines(record, after, textsOf('en').alerts).length).toBeGreaterThan(0);
            expect(after.alert.state).toBe(seen.state);
            expect(isOpen(after)).toBe(seen.state !== 'OK');
            if (isOpen(after)) {
                expect(after.look === 'acknowledged').toBe(seen.acknowledged);
                expect(after.inDowntime).toBe(seen.inDowntime);
            }
        },
    );

    it('returns the same record when nothing is wrong', () => {
        const record = recordOf('a');
        expect(healed(record, SEEN, NOW)).toBe(record);
    });

    it('keeps the record of who made an acknowledgement that shows up late', () => {
        const {record} = combinations().find(({record: {look}}) => look === 'not_confirmed') ?? {record: recordOf('a')};
        const acknowledgement = {author: 'Jane', comment: 'on it ', sticky: true};
        const after = healed(record, {...SEEN, inDowntime: true, acknowledged: true, acknowledgement}, NOW);
        expect(after).toMatchObject({look: 'acknowledged', ack: {userId: 'jane', via: 'mattermost'}});
    });

    it('needs two moments to call an object gone, and forgets the first when it is there again', () => {
        const record = recordOf('a');
        const once = healed(record, 'deleted', NOW + 10);
        expect([once.look, isVisible(record, once), once.updatedAt]).toEqual(['problem', false, record.updatedAt]);
        expect(healed(once, 'deleted', NOW + 10)).toBe(once);
        expect(healed(once, SEEN, NOW + 60)).toEqual(record);
        const gone = healed(once, 'deleted', NOW + 60);
        expect(gone).toMatchObject({look: 'gone', gone: 'deleted'});
        expect(gone).not.toHaveProperty('missingSince');
    });
});

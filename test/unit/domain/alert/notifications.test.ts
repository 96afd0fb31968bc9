import {describe, expect, it} from 'vitest';
import type {Alert} from '../../../../server-proxy/src/domain/alert/alert';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {notified} from '../../../../server-proxy/src/domain/alert/observation';
import {isNotice} from '../../../../server-proxy/src/domain/alert/order';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {newRecord, observe} from '../../../../server-proxy/src/domain/alert/reducer';
import {type Fields, HISTORY_END, randomHistory, shuffledWithRepeats} from '../../../support/app/histories';
import {Random} from '../../../support/wire/random';

const NOW = HISTORY_END + 10;

/** The record after these notifications of one problem. */
const recordAfter = (alerts: readonly Alert[]): Omit<AlertRecord, 'updatedAt'> => {
    const [first, ...others] = alerts;
    if (!first) {
        throw new Error('no history');
    }
    const record = others.reduce(
        (known, alert) => observe(known, notified(alert, NOW)),
        newRecord(first, 'nonce', NOW),
    );
    const {updatedAt: _updatedAt, ...rest} = record;
    return rest;
};

/** Stickiness is not part of a notification; it is read from openITCOCKPIT. */
const alertsOf = (random: Random, history: readonly Fields[]): Alert[] => {
    const isSticky = random.chance(0.5);
    return history
        .map((fields) => parseNotification(fields))
        .filter((alert) => !isNotice(alert))
        .map((alert) => (alert.notificationType === 'ACKNOWLEDGEMENT' ? {...alert, sticky: isSticky} : alert));
};

describe('the notifications of one problem, in any order and repeated', () => {
    it.each(Array.from({length: 40}, (_, seed) => seed))('end in the same record (seed %i)', (seed) => {
        for (let round = 0; round < 25; round += 1) {
            const random = new Random(seed * 1000 + round);
            const alerts = alertsOf(random, randomHistory(random, 1));
            expect(recordAfter(shuffledWithRepeats(random, alerts))).toEqual(recordAfter(alerts));
        }
    });

    it('end in the truth', () => {
        for (let seed = 0; seed < 200; seed += 1) {
            const random = new Random(seed);
            const alerts = alertsOf(random, randomHistory(random, 1));
            const record = recordAfter(alerts);
            const last = alerts.at(-1);
            expect(record.alert).toMatchObject({state: last?.state, output: last?.output});
            expect(record.look === 'recovered').toBe(last?.notificationType === 'RECOVERY');
            expect(record.since).toBe(alerts[0]?.since);
        }
    });
});

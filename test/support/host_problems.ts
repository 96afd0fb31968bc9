import {randomUUID} from 'node:crypto';

/** Fields of notifications about as many hosts that are DOWN, as the notification command sends them. */
export const hostProblems = (count: number, more: Readonly<Record<string, string>> = {}) =>
    Array.from(
        {length: count},
        (_, number): Readonly<Record<string, string>> => ({
            type: 'Host',
            notificationtype: 'PROBLEM',
            hostuuid: randomUUID(),
            hostname: `host${number}`,
            state: '1',
            output: 'DOWN - lost',
            problemid: randomUUID(),
            ...more,
        }),
    );

import {describe, expect, it} from 'vitest';
import {
    isEverybody,
    loudnessOf,
    mentionsIn,
    severityOf,
    union,
} from '../../../../server-proxy/src/domain/subscription/loudness';
import {subscription} from '../../../support/app/subscriptions';

describe('whom a subscription mentions', () => {
    it.each([
        ['', []],
        ['@here', ['@here']],
        ['@Here, @jane; @oncall-team @jane', ['@here', '@jane', '@oncall-team']],
        ['@jane. @joe-', ['@jane', '@joe']],
        ['jane, please [look](https://evil.example) **@** @', []],
        ['`@jane` <@joe> x@y.example', []],
    ])('of %o: %o', (text, mentions) => expect(mentionsIn(text)).toEqual(mentions));

    it('is at most twenty names', () => {
        const names = Array.from({length: 50}, (_, at) => `@user${at}`).join(' ');
        expect(mentionsIn(names)).toHaveLength(20);
    });

    it('tells everybody from a person or a group', () => {
        expect(['@here', '@channel', '@all', '@jane'].map(isEverybody)).toEqual([true, true, true, false]);
    });
});

describe('several subscriptions of one channel', () => {
    const one = subscription('c', {}, {critical: {mention: '@jane @here', priority: 'standard'}});
    const other = subscription(
        'c',
        {},
        {critical: {mention: '@Here @joe', priority: 'urgent'}, warning: {mention: '', priority: 'important'}},
    );

    it('mention all whom one of them mentions, each once, with the highest priority', () => {
        expect(loudnessOf([one, other], 'critical')).toEqual({mention: '@jane @here @joe', priority: 'urgent'});
        expect(loudnessOf([one, other], 'warning')).toEqual({mention: '', priority: 'important'});
    });

    it('disturb nobody, where none of them does', () => {
        expect(loudnessOf([one], 'warning')).toBeUndefined();
        expect(union([{mention: 'nobody', priority: 'standard'}, undefined])).toBeUndefined();
    });

    it.each([
        ['CRITICAL', 'critical'],
        ['DOWN', 'critical'],
        ['WARNING', 'warning'],
        ['UNKNOWN', 'warning'],
        ['UNREACHABLE', 'warning'],
    ] as const)('hear of %s as %s', (state, severity) => expect(severityOf(state)).toBe(severity));
});

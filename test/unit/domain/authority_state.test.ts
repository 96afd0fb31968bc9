import {describe, expect, it} from 'vitest';
import {
    type AuthorityState,
    parseAuthorityState,
    withAuthority,
    withOffered,
} from '../../../server-proxy/src/domain/authority_state';

const EMPTY = parseAuthorityState(undefined);
const channel = (channelId: string) => ({channelId, userId: `owner of ${channelId}`});
const offer = (state: AuthorityState, ...ids: string[]): AuthorityState => ids.map(channel).reduce(withOffered, state);

describe('the channels that set-up offers', () => {
    it('are each listed once', () => {
        expect(offer(EMPTY, 'a', 'b', 'a').offered).toEqual([channel('a'), channel('b')]);
    });

    it('a flood of them pushes out the oldest, never one that is authorised', () => {
        const authorised = withAuthority(offer(EMPTY, 'ours'), 'ours', true);
        const flooded = offer(authorised, ...Array.from({length: 500}, (_, index) => `flood${index}`));
        expect(flooded.offered).toHaveLength(21);
        expect(flooded.offered[0]).toEqual(channel('ours'));
        expect(flooded.offered.at(-1)).toEqual(channel('flood499'));
    });

    it('are authorised and withdrawn', () => {
        const authorised = withAuthority(withAuthority(EMPTY, 'a', true), 'a', true);
        expect(authorised.authorised).toEqual(['a']);
        expect(withAuthority(authorised, 'a', false).authorised).toEqual([]);
    });
});

describe('the stored list', () => {
    it('is read as it was written', () => {
        const state = withAuthority(offer(EMPTY, 'a'), 'a', true);
        expect(parseAuthorityState(JSON.stringify(state))).toEqual(state);
    });

    it.each(['', 'x', '{}', '{"version":2,"authorised":[],"offered":[]}', '{"version":1}'])(
        'that cannot be read authorises nothing and is not taken for an empty one: %j',
        (text) => {
            expect(() => parseAuthorityState(text)).toThrow('cannot be read');
        },
    );
});

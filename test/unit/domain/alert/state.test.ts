import {describe, expect, it} from 'vitest';
import {HOST_STATES, SERVICE_STATES} from '#contract';
import {parseState, stateColour, stateEmoji} from '../../../../server-proxy/src/domain/alert/state';

describe('a state as the core writes it', () => {
    it.each([
        ['host', '0', 'UP'],
        ['host', ' 1 ', 'DOWN'],
        ['host', 'unreachable', 'UNREACHABLE'],
        ['service', '2', 'CRITICAL'],
        ['service', 'Warning', 'WARNING'],
    ] as const)('%s %j', (kind, raw, state) => expect(parseState(kind, raw)).toBe(state));

    it.each([
        ['host', '3'],
        ['host', 'CRITICAL'],
        ['service', '4'],
        ['service', 'DOWN'],
        ['service', ''],
        ['service', '-1'],
        ['service', '1.0'],
        ['service', 'x1'],
        ['service', '002'],
    ] as const)('not %s %j', (kind, raw) => expect(parseState(kind, raw)).toBeUndefined());

    it('has a colour and an emoji, whichever it is', () => {
        for (const state of [...HOST_STATES, ...SERVICE_STATES]) {
            expect(stateColour(state)).toMatch(/^#[0-9a-f]{6}$/);
            expect(stateEmoji(state)).not.toBe('');
        }
        expect([stateColour('OK'), stateColour('CRITICAL')]).toEqual(['#5cb85c', '#d9534f']);
        expect([stateEmoji('UP'), stateEmoji('DOWN')]).toEqual(['✅', '🚨']);
    });
});

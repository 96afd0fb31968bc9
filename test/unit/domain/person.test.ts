import {describe, expect, it} from 'vitest';
import {authorOf, chosenTimeZone, provenEmail} from '../../../server-proxy/src/domain/person';

const BERLIN = 'Europe/Berlin';

const USER = {email: ' Jane@Example.org ', isVerified: false, authService: ''};

it('an address counts when it is verified, or when a directory vouches for it', () => {
    expect(provenEmail({...USER, isVerified: true})).toBe('jane@example.org');
    expect(provenEmail({...USER, authService: 'ldap'})).toBe('jane@example.org');
});

it('an address that anybody could have written counts for nothing', () => {
    expect(provenEmail(USER)).toBe('');
});

it.each([
    ['Jane Roe', 'Jane Roe (@jane)'],
    ['', '@jane'],
    ['   ', '@jane'],
    ['\u200b\u2800\u{e0041}', '@jane'],
    ['Jane\u202e Roe\u00ad', 'Jane Roe (@jane)'],
    ['Jane; "Roe"', 'Jane； ”Roe” (@jane)'],
])('the author of a command of somebody whose full name is %j', (fullName, author) => {
    expect(authorOf({fullName, username: 'jane'})).toBe(author);
});

it('the author of a command fits into openITCOCKPIT’s column', () => {
    expect(authorOf({fullName: 'x'.repeat(500), username: 'jane'})).toHaveLength(255);
});

describe('the zone of a Mattermost user', () => {
    it.each([
        [{useAutomaticTimezone: 'true', automaticTimezone: BERLIN, manualTimezone: 'UTC'}, BERLIN],
        [
            {useAutomaticTimezone: 'false', automaticTimezone: BERLIN, manualTimezone: 'America/New_York'},
            'America/New_York',
        ],
        [{useAutomaticTimezone: 'true', automaticTimezone: '', manualTimezone: 'UTC'}, ''],
        [{useAutomaticTimezone: 'false', manualTimezone: 'Nowhere/City'}, ''],
        [{useAutomaticTimezone: true, automaticTimezone: 7}, ''],
        [null, ''],
        ['Europe/Berlin', ''],
    ])('%j', (settings, zone) => expect(chosenTimeZone(settings)).toBe(zone));
});

import {expect, it} from 'vitest';
import {provenEmail} from '../../../../server-proxy/src/domain/action/proven_email';

const USER = {email: ' Jane@Example.org ', isVerified: false, authService: ''};

it('an address counts when it is verified, or when a directory vouches for it', () => {
    expect(provenEmail({...USER, isVerified: true})).toBe('jane@example.org');
    expect(provenEmail({...USER, authService: 'ldap'})).toBe('jane@example.org');
});

it('an address that anybody could have written counts for nothing', () => {
    expect(provenEmail(USER)).toBe('');
});

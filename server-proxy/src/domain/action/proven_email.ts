/**
 * The e-mail address by which a person may be recognised elsewhere. Anybody can write any address into their Mattermost
 * profile: it counts when they have verified it (Mattermost forgets that when they change it), or when the service they
 * log in with gives it (then they cannot change it).
 * @returns lower case; empty when nobody vouches for the address
 */
export const provenEmail = (user: {
    readonly email: string;
    readonly isVerified: boolean;
    /** e.g. `ldap`, `saml`, `gitlab`; empty: a password of Mattermost's own. */
    readonly authService: string;
}): string => (user.isVerified || user.authService !== '' ? user.email.trim().toLowerCase() : '');

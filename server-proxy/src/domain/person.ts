import {LIMIT} from '#contract';
import {fieldsOf} from './action/dialog';
import {commandText, oneLine} from './text';
import {LANGUAGES, type Language} from './texts';
import {isTimeZone} from './zoned_time';

/** `Jane Roe (@jane)`, or `@jane` without a full name; safe for an openITCOCKPIT command. */
export const authorOf = (user: {readonly fullName: string; readonly username: string}): string => {
    const handle = `@${user.username}`;
    const name = oneLine(user.fullName, LIMIT.author);
    return commandText(name === '' ? handle : `${name} (${handle})`, LIMIT.author);
};

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

/** Reads a Mattermost user's `locale`, e.g. `de` or `en-AU`. @returns undefined where it is none of ours */
export const chosenLanguage = (locale: string): Language | undefined =>
    LANGUAGES.find((language) => locale.split('-')[0] === language);

/**
 * Reads a Mattermost user's `timezone`: `{useAutomaticTimezone: "true", automaticTimezone, manualTimezone}`.
 * @returns empty when none is set, or none that is known here
 */
export const chosenTimeZone = (settings: unknown): string => {
    const {useAutomaticTimezone, automaticTimezone, manualTimezone} = fieldsOf(settings);
    const zone = String(useAutomaticTimezone) === 'true' ? automaticTimezone : manualTimezone;
    return typeof zone === 'string' && isTimeZone(zone) ? zone : '';
};

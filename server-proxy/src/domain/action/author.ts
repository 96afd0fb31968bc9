import {LIMIT} from '#contract';
import {commandText} from '../text';

/** `Jane Roe (@jane)`, or `@jane` without a full name; safe for an openITCOCKPIT command. */
export const authorOf = (user: {readonly fullName: string; readonly username: string}): string => {
    const handle = `@${user.username}`;
    return commandText(user.fullName.trim() === '' ? handle : `${user.fullName} (${handle})`, LIMIT.author);
};

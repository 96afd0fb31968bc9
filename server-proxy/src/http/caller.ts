import type {Context} from 'hono';
import {AppError} from '../domain/errors';

/**
 * Replaces the user id in the request by the authenticated one.
 * @param userId from Mattermost; undefined if the door cannot know it, empty if nobody is logged in
 * @throws AppError `unauthorized`
 */
export const asCaller = <T extends {readonly userId: string}>(sent: T, userId: string | undefined): T => {
    if (userId === '') {
        throw new AppError('unauthorized', 'Log in to Mattermost first.');
    }
    return userId === undefined ? sent : {...sent, userId};
};

/** What a door knows of the connection, besides the request: Hono's bindings. */
export interface Connection {
    /** IP address of the sender, or of the last proxy before us; without a port. Empty if not known. */
    readonly address: string;
}

/** Never from a header: anybody can write one. @returns empty if the door does not know it */
export const addressOf = ({env}: Context): string => (typeof env?.address === 'string' ? env.address : '');

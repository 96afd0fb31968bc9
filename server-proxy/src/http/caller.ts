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

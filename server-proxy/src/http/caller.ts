import {AppError} from '../domain/errors';

/**
 * What the caller sent, with the user id of who they really are.
 * @param userId from the platform; undefined if the door cannot know it, empty if nobody is logged in
 * @throws AppError `unauthorized`
 */
export const asCaller = <T extends {readonly userId: string}>(sent: T, userId: string | undefined): T => {
    if (userId === '') {
        throw new AppError('unauthorized', 'Log in to Mattermost first.');
    }
    return userId === undefined ? sent : {...sent, userId};
};

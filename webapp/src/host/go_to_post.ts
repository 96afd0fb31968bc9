import {siteUrl} from '../client';
import {hostWindow} from '../types/host_window';

const pathOf = (postId: string): string => `/_redirect/pl/${postId}`;

/** Link to a post that works in every team. */
export const postAddress = (postId: string): string => `${siteUrl()}${pathOf(postId)}`;

/** Shows the post in its channel without loading the page anew. @returns false where the web client does not offer that */
export const goToPost = (postId: string): boolean => {
    const history = hostWindow().WebappUtils?.browserHistory;
    history?.push(pathOf(postId));
    return history !== undefined;
};

import {type AlertRecord, isAnnounced, isListed, postOf} from '../../domain/alert/record';

const POST_COMES_WITHIN_SECONDS = 10;

/** A webhook post that was announced but never came: its alert must not be lost. */
export const isPostless = (record: AlertRecord, now: number): boolean => {
    const post = postOf(record);
    const isOnItsWay = isAnnounced(post) || isListed(post) || post.held !== undefined;
    return post.postId === '' && !isOnItsWay && now - record.updatedAt > POST_COMES_WITHIN_SECONDS;
};

import {createHash} from 'node:crypto';

/** The prop that carries a post's mark until its first update. */
export const MARK_PROP = 'oitc_post';

/** By which a post that was made is found again although its id was never heard. Says nothing of the nonce. */
export const markOf = (nonce: string): string =>
    createHash('sha256').update(`post ${nonce}`).digest('hex').slice(0, 26);

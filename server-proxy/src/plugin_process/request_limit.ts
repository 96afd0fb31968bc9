import {errorResponse} from '../http/error_answers';
import type {Fetch} from './serve_http';

/** Mattermost itself sets no limit. */
export const REQUESTS_AT_ONCE = 1000;

/** Further requests are asked to come back, which `notify` does. */
export const withRequestLimit = (fetch: Fetch, atOnce = REQUESTS_AT_ONCE): Fetch => {
    let running = 0;
    return async (request, connection) => {
        if (running >= atOnce) {
            return tooMany();
        }
        running += 1;
        try {
            return await fetch(request, connection);
        } finally {
            running -= 1;
        }
    };
};

const tooMany = (): Response => {
    const message = 'The plugin is answering as many requests as it can: please try again in a moment.';
    return errorResponse('busy', message, {'Retry-After': '1'});
};

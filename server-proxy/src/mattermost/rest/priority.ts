import {asAppError} from '../../domain/errors';
import type {Loudness} from '../../domain/subscription/subscription';
import type {RestClient} from './client';

interface Made {
    readonly post: Readonly<Record<string, unknown>>;
    readonly withoutPriority?: true;
}

/**
 * Makes a post with a priority; without one, if Mattermost does not have it: it is a setting there, and then the post is refused.
 * @throws AppError `mattermost_*`
 */
export const createWithPriority = async (
    rest: RestClient,
    body: Readonly<Record<string, unknown>>,
    priority: Loudness['priority'] = 'standard',
): Promise<Made> => {
    const create = (more: Readonly<Record<string, unknown>> = {}) =>
        rest.call({
            method: 'POST',
            path: '/posts',
            operation: 'create_post',
            repeatable: true,
            body: {...body, ...more},
        });
    if (priority === 'standard') {
        return {post: await create()};
    }
    try {
        const post = await create({metadata: {priority: {priority}}});
        return {post, ...(hasPriority(post) ? {} : {withoutPriority: true})};
    } catch (error) {
        const {code, nothingSent} = asAppError(error);
        if (code !== 'mattermost_forbidden' && !(code === 'mattermost_bad_answer' && nothingSent)) {
            throw error;
        }
        // Whatever else was refused is refused again.
        return {post: await create(), withoutPriority: true};
    }
};

const hasPriority = ({metadata}: Readonly<Record<string, unknown>>): boolean =>
    typeof metadata === 'object' && metadata !== null && 'priority' in metadata;

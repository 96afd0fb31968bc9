import {readFile} from 'node:fs/promises';
import type {SubscriptionStore} from '../../app/routing/subscription_store';
import {AppError, asAppError} from '../../domain/errors';
import {readSubscriptions, whyNotSubscriptions} from '../../domain/subscription/schema';
import {NO_SUBSCRIPTIONS, type Subscriptions} from '../../domain/subscription/subscriptions';
import {says} from '../../domain/texts';

/**
 * SubscriptionStore of door 1: what a file says, as the System Console of the plugin exports it.
 * @param path empty: nobody has subscribed
 * @throws AppError `misconfigured` for a file that is not there or not right
 */
export const openSubscriptionsFile = async (path: string): Promise<SubscriptionStore> => {
    const state = path === '' ? NO_SUBSCRIPTIONS : await subscriptionsIn(path);
    return {
        read: async () => state,
        update: () =>
            Promise.reject(
                new AppError(
                    'misconfigured',
                    says(({subscriptions}) => subscriptions.fromFile),
                ),
            ),
    };
};

const subscriptionsIn = async (path: string): Promise<Subscriptions> => {
    const value = await readFile(path, 'utf8')
        .then(
            (text): unknown => JSON.parse(text),
            (error: unknown) => {
                throw wrong(path, asAppError(error).message);
            },
        )
        .catch((error: unknown) => {
            throw error instanceof AppError ? error : wrong(path, 'it is not JSON');
        });
    const why = whyNotSubscriptions(value);
    if (why !== undefined) {
        throw wrong(path, why);
    }
    return readSubscriptions(value);
};

const wrong = (path: string, why: string): AppError =>
    new AppError('misconfigured', `Wrong setting: SUBSCRIPTIONS_FILE (${path}): ${why}.`);

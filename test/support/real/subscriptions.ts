import {PLUGIN_ID, parseSubscriptionsAnswer, ROUTE} from '#contract';
import {NO_SUBSCRIPTIONS, type Subscriptions} from '../../../server-proxy/src/domain/subscription/subscriptions';

/**
 * Replaces all subscriptions, as *Import* in the System Console does. They outlive the plugin and the run.
 * @throws Error with the refusal
 */
export const importSubscriptions = async (
    url: string,
    adminToken: string,
    subscriptions: Subscriptions = NO_SUBSCRIPTIONS,
): Promise<void> => {
    const response = await fetch(`${url}/plugins/${PLUGIN_ID}${ROUTE.subscriptions}`, {
        method: 'POST',
        headers: {Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json'},
        body: JSON.stringify({act: 'import', language: 'en', file: JSON.stringify(subscriptions)}),
    });
    const answer = response.ok ? parseSubscriptionsAnswer(await response.json()) : undefined;
    if (answer?.rows?.length !== subscriptions.subscriptions.length) {
        throw new Error(`the import was answered with ${response.status}: ${answer?.refusal ?? ''}`);
    }
};

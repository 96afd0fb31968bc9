import {
    PLUGIN_ID,
    parseSubscriptionsAnswer,
    ROUTE,
    type SubscriptionsAnswer,
    type SubscriptionsRequest,
} from '#contract';
import {callMattermost, RequestError} from '../client';

/** Lists or changes the subscriptions of all channels. @throws RequestError with status -1 for a response of another version */
export const askSubscriptions = async (request: SubscriptionsRequest): Promise<SubscriptionsAnswer> => {
    const path = `/plugins/${PLUGIN_ID}${ROUTE.subscriptions}`;
    const answer = parseSubscriptionsAnswer(await callMattermost('POST', path, request));
    if (!answer) {
        throw new RequestError(-1);
    }
    return answer;
};

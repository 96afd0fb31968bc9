import {type PanelCounts, PLUGIN_ID, parsePanelCounts, ROUTE} from '#contract';
import {callMattermost, RequestError} from '../client';

/** @throws RequestError 404: there is no handler beside us, or one without a panel; -1: one of another version */
export const askPanelCounts = async (): Promise<PanelCounts> => {
    const counts = parsePanelCounts(await callMattermost('GET', `/plugins/${PLUGIN_ID}${ROUTE.panel}?only=counts`));
    if (!counts) {
        throw new RequestError(-1);
    }
    return counts;
};

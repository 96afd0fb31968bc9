import {
    MOST_ACTED_ON,
    type PanelAction,
    type PanelAnswer,
    type PanelOutcome,
    PLUGIN_ID,
    parsePanelAnswer,
    parsePanelOutcome,
    ROUTE,
} from '#contract';
import {callMattermost, RequestError} from '../client';

/** @param known revision of an earlier answer; empty: none @throws RequestError -1: the handler is of another version */
export const askPanel = async (known: string): Promise<PanelAnswer> => {
    const path = `/plugins/${PLUGIN_ID}${ROUTE.panel}?known=${encodeURIComponent(known)}`;
    const answer = parsePanelAnswer(await callMattermost('GET', path));
    if (!answer) {
        throw new RequestError(-1);
    }
    return answer;
};

/** Acts on any number of problems. @throws RequestError */
export const actOnRows = async (keys: readonly string[], action: PanelAction): Promise<PanelOutcome> => {
    let begun = 0;
    const refused: PanelOutcome['refused'] = [];
    for (let from = 0; from < keys.length; from += MOST_ACTED_ON) {
        const body = {keys: keys.slice(from, from + MOST_ACTED_ON), action};
        const answer = await callMattermost('POST', `/plugins/${PLUGIN_ID}${ROUTE.panelActions}`, body);
        const outcome = parsePanelOutcome(answer);
        if (!outcome) {
            throw new RequestError(-1);
        }
        begun += outcome.begun;
        refused.push(...outcome.refused);
    }
    return {begun, refused};
};

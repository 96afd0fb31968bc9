import {
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
    return understood(parsePanelAnswer(await callMattermost('GET', path)));
};

/**
 * Begins one action for all of these problems.
 * @param press of at most 30 letters and digits: however often it arrives, the action is begun once
 * @throws RequestError
 */
export const beginAction = async (
    press: string,
    keys: readonly string[],
    action: PanelAction,
): Promise<PanelOutcome> => {
    const path = `/plugins/${PLUGIN_ID}${ROUTE.panelActions}`;
    return understood(parsePanelOutcome(await callMattermost('POST', path, {press, keys, action})));
};

/** How far it is. @throws RequestError */
export const askAction = async (id: string): Promise<PanelOutcome> => {
    const path = `/plugins/${PLUGIN_ID}${ROUTE.panelActions}?id=${encodeURIComponent(id)}`;
    return understood(parsePanelOutcome(await callMattermost('GET', path)));
};

const understood = <T>(answer: T | undefined): T => {
    if (answer === undefined) {
        throw new RequestError(-1);
    }
    return answer;
};

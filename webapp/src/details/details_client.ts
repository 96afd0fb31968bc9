import {type CurveHours, type Curves, type Details, PLUGIN_ID, parseCurves, parseDetails, ROUTE} from '#contract';
import {callMattermost, RequestError} from '../client';

const ask = async <T>(route: string, query: string, parse: (value: unknown) => T | undefined): Promise<T> => {
    const answer = parse(await callMattermost('GET', `/plugins/${PLUGIN_ID}${route}?${query}`));
    if (answer === undefined) {
        throw new RequestError(-1);
    }
    return answer;
};

/** @param key of a row of the panel @throws RequestError -1: the handler is of another version */
export const askDetails = (key: string): Promise<Details> =>
    ask(ROUTE.panelDetails, `key=${encodeURIComponent(key)}`, parseDetails);

/** The same for curves. */
export const askCurves = (key: string, hours: CurveHours): Promise<Curves> =>
    ask(ROUTE.panelCurves, `key=${encodeURIComponent(key)}&hours=${hours}`, parseCurves);

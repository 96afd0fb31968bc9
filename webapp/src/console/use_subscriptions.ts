import {useCallback, useEffect, useState} from 'react';
import {useIntl} from 'react-intl';
import type {SubscriptionsAnswer, SubscriptionsRequest} from '#contract';
import {RequestError} from '../client';
import {askSubscriptions} from './subscriptions_client';

/** Why nothing could be done; each has a message in i18n. */
export type SubscriptionsFailure = 'unreachable' | 'forbidden' | 'not_running' | 'handler';

/** Of a union, each member without what is the same in all. */
type Asked<T> = T extends unknown ? Omit<T, 'language'> : never;

export interface Subscriptions {
    /** undefined: not loaded yet. */
    readonly rows: SubscriptionsAnswer['rows'];
    readonly working: boolean;
    readonly failure: SubscriptionsFailure | undefined;
    /** The handler's own sentence about what it did not do. */
    readonly refusal: string;
    /** @returns undefined when there was no answer */
    readonly ask: (request: Asked<SubscriptionsRequest>) => Promise<SubscriptionsAnswer | undefined>;
}

const FAILURES: Readonly<Record<number, SubscriptionsFailure>> = {
    0: 'unreachable',
    401: 'forbidden',
    403: 'forbidden',
    404: 'not_running',
};

/** Loads all subscriptions as soon as the setting is mounted. */
export const useSubscriptions = (): Subscriptions => {
    const language = useIntl().locale.startsWith('de') ? 'de' : 'en';
    const [rows, setRows] = useState<SubscriptionsAnswer['rows']>();
    const [working, setWorking] = useState(true);
    const [failure, setFailure] = useState<SubscriptionsFailure>();
    const [refusal, setRefusal] = useState('');

    const ask = useCallback(
        async (request: Asked<SubscriptionsRequest>): Promise<SubscriptionsAnswer | undefined> => {
            setWorking(true);
            setFailure(undefined);
            setRefusal('');
            try {
                const answer = await askSubscriptions({...request, language} as SubscriptionsRequest);
                setRows((known) => answer.rows ?? known);
                setRefusal(answer.refusal ?? '');
                return answer;
            } catch (error) {
                setFailure(FAILURES[error instanceof RequestError ? error.status : -1] ?? 'handler');
                setRefusal(error instanceof RequestError ? error.sentence : '');
                return undefined;
            } finally {
                setWorking(false);
            }
        },
        [language],
    );
    useEffect(() => void ask({act: 'list'}), [ask]);

    return {rows, working, failure, refusal, ask};
};

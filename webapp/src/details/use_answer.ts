import {useEffect, useState} from 'react';
import {RequestError} from '../client';

/** What was asked for, or why there is none: HTTP status as of RequestError, and the handler's sentence. */
export interface Answered<T> {
    readonly answer?: T;
    readonly trouble?: {readonly status: number; readonly sentence: string};
    readonly again: () => void;
}

/** Asks once, and anew as soon as the question is another one. Answers to earlier questions are left aside. */
export const useAnswer = <T>(question: string, ask: () => Promise<T>): Answered<T> => {
    const [found, setFound] = useState<Omit<Answered<T>, 'again'>>({});
    const [attempt, setAttempt] = useState(0);
    // biome-ignore lint/correctness/useExhaustiveDependencies: the question says all that is asked
    useEffect(() => {
        let isWanted = true;
        setFound({});
        const show = (one: Omit<Answered<T>, 'again'>) => isWanted && setFound(one);
        ask().then(
            (answer) => show({answer}),
            (error: unknown) => show({trouble: error instanceof RequestError ? error : {status: -1, sentence: ''}}),
        );
        return () => {
            isWanted = false;
        };
    }, [question, attempt]);
    return {...found, again: () => setAttempt(attempt + 1)};
};

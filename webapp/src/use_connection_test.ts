import {useEffect, useState} from 'react';
import {useSelector} from 'react-redux';
import type {ConnectionCheck} from '#contract';
import {RequestError, testConnection} from './client';

/** Why there is no result; each has one sentence in i18n. */
export type TestFailure = 'unreachable' | 'forbidden' | 'not_running' | 'handler';

/** `checks`: the handler's result. `failure`: it gave none. */
interface Outcome {
    readonly checks?: readonly ConnectionCheck[];
    readonly failure?: TestFailure;
    /** The handler's own words for it. */
    readonly sentence?: string;
}

export interface ConnectionTesting extends Outcome {
    readonly running: boolean;
    /** The page holds changes that the handler does not know yet. */
    readonly unsaved: boolean;
    readonly run: () => Promise<void>;
}

const failureFor = (error: unknown): TestFailure => {
    const status = error instanceof RequestError ? error.status : -1;
    if (status === 0) {
        return 'unreachable';
    }
    if (status === 401 || status === 403) {
        return 'forbidden';
    }
    return status === 404 ? 'not_running' : 'handler';
};

const test = async (): Promise<Outcome> => {
    try {
        const result = await testConnection();
        return result ? {checks: result.checks} : {failure: 'handler'};
    } catch (error) {
        return {failure: failureFor(error), sentence: error instanceof RequestError ? error.sentence : ''};
    }
};

/** Mattermost tells a setting nothing about the others; but it guards its own pages against leaving unsaved changes. */
const isUnsaved = (state: {views?: {admin?: {navigationBlock?: {blocked?: boolean}}}}): boolean =>
    state.views?.admin?.navigationBlock?.blocked === true;

export const useConnectionTest = (): ConnectionTesting => {
    const unsaved = useSelector(isUnsaved);
    const [running, setRunning] = useState(false);
    const [outcome, setOutcome] = useState<Outcome>({});

    // What was found belongs to settings that are no longer those on the page.
    useEffect(() => {
        if (unsaved) {
            setOutcome({});
        }
    }, [unsaved]);

    const run = async (): Promise<void> => {
        setRunning(true);
        setOutcome({});
        setOutcome(await test());
        setRunning(false);
    };
    return {...outcome, running, unsaved, run};
};

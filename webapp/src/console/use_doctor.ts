import {useEffect, useState} from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import type {DoctorAnswer, DoctorRequest, DoctorStep} from '#contract';
import {askDoctor, pressPostAction, RequestError} from '../client';

/** Why there is no result; each has one sentence in i18n. */
export type TestFailure = 'unreachable' | 'forbidden' | 'not_running' | 'handler';

/** `steps`: the handler's findings so far. `failure`: it gave no more. */
interface Outcome {
    readonly steps: readonly DoctorStep[];
    /** Host whose notification is waited for. */
    readonly waiting?: string;
    readonly failure?: TestFailure;
    /** The handler's own words for it. */
    readonly sentence?: string;
}

export interface DoctorRun extends Outcome {
    readonly language: DoctorRequest['language'];
    readonly running: boolean;
    /** The page holds changes that the handler does not know yet. */
    readonly unsaved: boolean;
    /** @param host of a real notification; empty: none */
    readonly run: (host: string) => Promise<void>;
}

const NOTHING: Outcome = {steps: []};

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

type Ask = (request: Omit<DoctorRequest, 'language'>) => Promise<DoctorAnswer>;

const PAUSE_MS = 1000;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Asks part by part, and presses the test alert in between as a person does: with the session of this page. */
const examine = async (ask: Ask, host: string, show: (outcome: Outcome) => void): Promise<void> => {
    await ask({part: 'openitcockpit'});
    await ask({part: 'mattermost'});
    await notify(ask, host, show);
    const {press: button} = await ask({part: 'post'});
    if (button) {
        const started = performance.now();
        const pressed = await press(button.post_id, button.action_id);
        const milliseconds = Math.round(performance.now() - started);
        await ask({part: 'result', post_id: button.post_id, pressed, milliseconds});
    }
};

/** The handler says when it has come, or that it has been too long. */
const notify = async (ask: Ask, host: string, show: (outcome: Outcome) => void): Promise<void> => {
    const {expected} = await ask({part: 'notification', host});
    if (!expected) {
        return;
    }
    show({steps: [], waiting: expected.host_name});
    while ((await ask({part: 'arrival', expected})).steps.length === 0) {
        await pause();
    }
};

/** A press that fails is a finding, not the end. */
const press = async (postId: string, actionId: string): Promise<boolean> => {
    try {
        await pressPostAction({postId, actionId, selectedOption: ''});
        return true;
    } catch {
        return false;
    }
};

/** Mattermost tells a setting nothing about the others; but it guards its own pages against leaving unsaved changes. */
const isUnsaved = (state: {views?: {admin?: {navigationBlock?: {blocked?: boolean}}}}): boolean =>
    state.views?.admin?.navigationBlock?.blocked === true;

export const useDoctor = (): DoctorRun => {
    const unsaved = useSelector(isUnsaved);
    const language = useIntl().locale.startsWith('de') ? 'de' : 'en';
    const [running, setRunning] = useState(false);
    const [outcome, setOutcome] = useState<Outcome>(NOTHING);

    // What was found belongs to settings that are no longer those on the page.
    useEffect(() => {
        if (unsaved) {
            setOutcome(NOTHING);
        }
    }, [unsaved]);

    const run = async (host: string): Promise<void> => {
        setRunning(true);
        setOutcome(NOTHING);
        try {
            const show = ({steps: more, ...rest}: Outcome) =>
                setOutcome(({steps}) => ({steps: [...steps, ...more], ...rest}));
            const failed: DoctorStep['name'][] = [];
            const ask: Ask = async (request) => {
                const answer = await askDoctor({...request, language, failed});
                failed.push(...answer.steps.filter(({result}) => result === 'failed').map(({name}) => name));
                if (answer.steps.length > 0) {
                    show({steps: answer.steps});
                }
                return answer;
            };
            await examine(ask, host, show);
        } catch (error) {
            const sentence = error instanceof RequestError ? error.sentence : '';
            setOutcome(({steps}) => ({steps, failure: failureFor(error), sentence}));
        }
        setRunning(false);
    };
    return {...outcome, language, running, unsaved, run};
};

import {useEffect, useState} from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import type {DoctorAnswer, DoctorRequest, DoctorStep} from '#contract';
import {askDoctor, pressPostAction, RequestError} from '../client';

/** Why the run was aborted; each has a message in i18n. */
export type TestFailure = 'unreachable' | 'forbidden' | 'not_running' | 'handler' | 'not_saved';

interface Outcome {
    /** Results so far. */
    readonly steps: readonly DoctorStep[];
    /** Name of the host whose notification is awaited. */
    readonly waiting?: string;
    /** Set if the run was aborted. */
    readonly failure?: TestFailure;
    /** The handler's own message about the failure. */
    readonly sentence?: string;
}

export interface DoctorRun extends Outcome {
    readonly language: DoctorRequest['language'];
    readonly running: boolean;
    /** The page is being saved before the run. */
    readonly saving: boolean;
    /** The page has unsaved changes, which the handler does not know about. */
    readonly unsaved: boolean;
    /** @param host of a real notification; empty for none @param save resolves to whether the page was saved */
    readonly run: (host: string, save?: () => Promise<boolean>) => Promise<void>;
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

/** Runs part after part, and presses the test alert as a user would: in the session of this page. */
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

/** Polls until the handler reports that the notification has arrived or is overdue. */
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

/** A failed press is a result to report, not a reason to abort. */
const press = async (postId: string, actionId: string): Promise<boolean> => {
    try {
        await pressPostAction({postId, actionId, selectedOption: ''});
        return true;
    } catch {
        return false;
    }
};

/** A setting does not see its siblings, but Mattermost tracks unsaved changes itself to guard against losing them. */
const isUnsaved = (state: {views?: {admin?: {navigationBlock?: {blocked?: boolean}}}}): boolean =>
    state.views?.admin?.navigationBlock?.blocked === true;

export const useDoctor = (): DoctorRun => {
    const unsaved = useSelector(isUnsaved);
    const language = useIntl().locale.startsWith('de') ? 'de' : 'en';
    const [running, setRunning] = useState(false);
    const [saving, setSaving] = useState(false);
    const [outcome, setOutcome] = useState<Outcome>(NOTHING);

    // The results are about settings other than those now on the page.
    useEffect(() => {
        if (unsaved) {
            setOutcome(NOTHING);
        }
    }, [unsaved]);

    const isSaved = async (save?: () => Promise<boolean>): Promise<boolean> => {
        setSaving(save !== undefined);
        const saved = (await save?.()) ?? true;
        setSaving(false);
        return saved;
    };

    const run: DoctorRun['run'] = async (host, save) => {
        setRunning(true);
        setOutcome(NOTHING);
        try {
            if (!(await isSaved(save))) {
                setOutcome({steps: [], failure: 'not_saved'});
                setRunning(false);
                return;
            }
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
    return {...outcome, language, running, saving, unsaved, run};
};

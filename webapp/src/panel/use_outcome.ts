import {useEffect} from 'react';
import {useDispatch, useSelector} from 'react-redux';
import type {Dispatch} from 'redux';
import type {PanelOutcome} from '#contract';
import {RequestError} from '../client';
import {type PluginAction, panelState} from '../state';
import {askAction} from './panel_client';

const PAUSE_MS = 2000;
const GONE = 400;

/** What was refused before it was begun is in the first answer alone. */
const withEarlier = (before: PanelOutcome, now: PanelOutcome): PanelOutcome => ({
    ...now,
    refused: [...new Map([...before.refused, ...now.refused].map((one) => [one.key, one])).values()],
});

interface Outcome {
    /** What became, or is becoming, of the last action on several; undefined: nothing to be told. */
    readonly outcome: PanelOutcome | undefined;
    readonly began: (outcome: PanelOutcome) => void;
    readonly forget: () => void;
}

/**
 * Follows an action until it is over, also if the panel is closed and opened again meanwhile.
 * @param onOver gets what was not done, which is then selected, to be tried again
 */
export const useOutcome = (onOver: (keys: readonly string[]) => void): Outcome => {
    const dispatch = useDispatch<Dispatch<PluginAction>>();
    const {acted: outcome} = useSelector(panelState);
    const tell = (told: PanelOutcome | undefined): void => {
        dispatch({type: 'openitcockpit/panel_acted', outcome: told});
        if (told?.over) {
            onOver(told.refused.map(({key}) => key));
        }
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after each answer
    useEffect(() => {
        if (!outcome || outcome.over) {
            return;
        }
        const ask = async (): Promise<void> => {
            try {
                const now = await askAction(outcome.id);
                return isStopped ? undefined : tell(withEarlier(outcome, now));
            } catch (error) {
                const isGone = error instanceof RequestError && error.status === GONE;
                return isStopped ? undefined : tell(isGone ? undefined : {...outcome});
            }
        };
        let isStopped = false;
        const timer = setTimeout(() => void ask(), PAUSE_MS);
        return () => {
            isStopped = true;
            clearTimeout(timer);
        };
    }, [outcome]);
    return {outcome, began: tell, forget: () => tell(undefined)};
};

import {useCallback, useEffect, useRef, useState} from 'react';
import {useDispatch, useSelector} from 'react-redux';
import type {Dispatch} from 'redux';
import type {PanelAnswer, PanelCounts, PanelRow} from '#contract';
import {RequestError} from '../client';
import {type PluginAction, panelState} from '../state';
import {askPanel} from './panel_client';

/** Why the last request failed: HTTP status as of RequestError, and the handler's sentence if there is one. */
export interface Trouble {
    readonly status: number;
    readonly sentence: string;
}

interface Loaded {
    readonly rows: ReadonlyMap<string, PanelRow>;
    readonly revision: string;
    readonly leftOut: number;
    readonly counts: PanelCounts;
}

export interface Rows {
    /** Absent until the first answer. What was loaded stays when a later request fails. */
    readonly loaded: Loaded | undefined;
    readonly trouble: Trouble | undefined;
    readonly refresh: () => void;
}

/** However often the websocket drops or says something: one request at a time, and no more than one in this time. */
const PAUSE_MS = 2000;
const POLL_MS = 30_000;

const merged = (before: Loaded | undefined, answer: PanelAnswer): Loaded => {
    const rows = new Map(answer.whole ? [] : before?.rows);
    for (const key of answer.gone) {
        rows.delete(key);
    }
    for (const row of answer.rows) {
        rows.set(row.key, row);
    }
    return {rows, revision: answer.revision, leftOut: answer.left_out, counts: answer.counts};
};

const troubleOf = (error: unknown): Trouble =>
    error instanceof RequestError ? {status: error.status, sentence: error.sentence} : {status: -1, sentence: ''};

/** The rows of the panel, kept up to date as long as it is shown. */
export const useRows = (): Rows => {
    const dispatch = useDispatch<Dispatch<PluginAction>>();
    const {stirred} = useSelector(panelState);
    const [loaded, setLoaded] = useState<Loaded>();
    const [trouble, setTrouble] = useState<Trouble>();
    const current = useRef<Loaded>();
    const timer = useRef<ReturnType<typeof setTimeout>>();
    const running = useRef(false);
    const again = useRef(false);
    const askedAt = useRef(Number.NEGATIVE_INFINITY);

    const ask = useCallback(async (): Promise<void> => {
        running.current = true;
        askedAt.current = Date.now();
        try {
            const answer = await askPanel(current.current?.revision ?? '');
            const isNews = answer.whole || answer.rows.length > 0 || answer.gone.length > 0;
            if (!current.current || isNews || answer.revision !== current.current.revision) {
                current.current = merged(current.current, answer);
                setLoaded(current.current);
            }
            dispatch({type: 'openitcockpit/panel_counted', counts: answer.counts});
            setTrouble(undefined);
        } catch (error) {
            setTrouble(troubleOf(error));
        }
        running.current = false;
    }, [dispatch]);

    const refresh = useCallback((): void => {
        if (running.current) {
            again.current = true;
            return;
        }
        clearTimeout(timer.current);
        const turn = async (): Promise<void> => {
            await ask();
            const soon = again.current;
            again.current = false;
            // Not shown any more: the timer was taken away.
            if (timer.current !== undefined) {
                timer.current = setTimeout(() => void turn(), soon ? PAUSE_MS : POLL_MS);
            }
        };
        timer.current = setTimeout(() => void turn(), Math.max(0, askedAt.current + PAUSE_MS - Date.now()));
    }, [ask]);

    // biome-ignore lint/correctness/useExhaustiveDependencies: whatever stirs asks again
    useEffect(refresh, [refresh, stirred]);
    useEffect(
        () => () => {
            clearTimeout(timer.current);
            timer.current = undefined;
        },
        [],
    );
    return {loaded, trouble, refresh};
};

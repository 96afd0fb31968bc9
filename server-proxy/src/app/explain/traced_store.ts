import {isProblemKey} from '../../domain/alert/alert_key';
import type {AlertRecord} from '../../domain/alert/record';
import {MOST_STORED, merged} from '../../domain/explain/trace';
import type {AlertStore} from '../posts/alert_store';
import {withUpdate} from '../posts/with_update';
import type {TraceLog} from './trace_log';

/**
 * The same store, in which every record that is written anyway takes along what this node has traced of its alert: no write
 * more than without. Only the object's newest problem has a trace, which goes on from one problem to the next.
 */
export const tracedStore = (store: AlertStore, trace: TraceLog): AlertStore =>
    withUpdate(store, (key, change, isShownAtOnce) =>
        store.update(key, (current) => traced(key, current, change(current), trace), isShownAtOnce),
    );

const traced = (
    key: string,
    current: AlertRecord | undefined,
    next: AlertRecord | undefined,
    log: TraceLog,
): AlertRecord | undefined => {
    if (!next || next === current) {
        return next;
    }
    if (!isProblemKey(key)) {
        const {trace: _, ...rest} = next;
        return next.trace === undefined ? next : rest;
    }
    const trace = merged(current?.trace ?? [], log.of(key), MOST_STORED);
    return trace.length === 0 ? next : {...next, trace};
};

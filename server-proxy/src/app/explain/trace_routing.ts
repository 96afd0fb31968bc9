import {type Alert, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import type {Decision} from '../../domain/subscription/router';
import type {Routed} from '../routing/routing';
import type {TraceLog} from './trace_log';

/** Writes down where each new alert goes. */
export const traceRouting =
    (trace: TraceLog) =>
    (alert: Alert, {routes, decisions}: Routed): void => {
        const key = alertKey(targetIds(alert.target));
        const wanting = decisions.filter(({mismatch}) => mismatch === undefined);
        const shadows = idsOf(wanting.filter(({subscription}) => subscription.shadow));
        const wanted = idsOf(wanting.filter(({subscription}) => !subscription.shadow));
        if (wanted !== '') {
            trace.add(key, 'wanted', wanted);
        }
        if (shadows !== '') {
            trace.add(key, 'shadow', shadows);
        }
        if (routes.length === 0) {
            trace.add(key, 'nobody');
        }
    };

const idsOf = (decisions: readonly Decision[]): string => decisions.map(({subscription}) => subscription.id).join(' ');

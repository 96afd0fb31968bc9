import type {HealthReport} from '../app/health_monitor';
import type {ReconcileReport} from '../app/reconcile';
import {neutralize} from '../domain/text';

const SIGN = {up: '✅', degraded: '⚠️', misconfigured: '🚨'} as const;

/** What `/openitcockpit status` answers. */
export const statusText = ({status, reasons, notes = [], reconciled}: HealthReport): string => {
    const sentences = [...reasons, ...notes, ...(reconciled ? [reconciledText(reconciled)] : [])];
    return [`${SIGN[status]} **${status}**`, ...sentences.map((sentence) => `* ${sentence}`)].join('\n');
};

const reconciledText = ({at, seconds, open, healed, unread, error}: ReconcileReport): string => {
    const when = new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ');
    const hidden = unread === 0 ? '' : `, ${unread} not visible to the API key`;
    const end = error === undefined ? '' : `; it ended early: ${neutralize(error)}`;
    return `Open posts compared with openITCOCKPIT at ${when} UTC: ${open} open, ${healed} brought up to date${hidden}, ${seconds.toFixed(1)} s${end}`;
};

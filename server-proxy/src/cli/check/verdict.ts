import {oneLine} from '../../domain/text';

/** States of a check plugin with their exit codes. */
export const STATE = {OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3} as const;

export type StateName = keyof typeof STATE;

export interface Verdict {
    readonly state: StateName;
    readonly text: string;
    /** Performance data, e.g. `time=0.012s`. */
    readonly measured: readonly string[];
}

/** Longer outputs are cut by openITCOCKPIT's database. */
const LONGEST_TEXT = 1000;

/** The line of a check plugin: `STATE - text | performance data`. A bar in the text would end it. */
export const lineOf = ({state, text, measured}: Verdict): string => {
    const said = oneLine(text, LONGEST_TEXT).replaceAll('|', '¦');
    return `${state} - ${said}${measured.length === 0 ? '' : ` | ${measured.join(' ')}`}\n`;
};

const STATE_OF: Readonly<Record<string, StateName>> = {
    up: 'OK',
    degraded: 'WARNING',
    misconfigured: 'CRITICAL',
    down: 'CRITICAL',
};

/**
 * The check's verdict on the handler's health.
 * @param body of /api/v1/health
 * @param seconds until the answer arrived
 * @returns undefined when this is no health report
 */
export const verdictOf = (body: string, seconds: number): Verdict | undefined => {
    const report = recordOf(parsed(body));
    const status = String(report.status);
    const state = Object.hasOwn(STATE_OF, status) ? STATE_OF[status] : undefined;
    if (!state || (!Array.isArray(report.reasons) && typeof report.version !== 'string')) {
        return undefined;
    }
    const heard = recordOf(report.heard);
    return {
        state,
        text: textOf(report),
        measured: [
            `time=${seconds.toFixed(3)}s;;;0`,
            ...measure('queued', Array.isArray(report.reasons) ? (report.queued_actions ?? 0) : undefined),
            ...measure('open', recordOf(report.reconciled).open),
            ...measure('heartbeat_age', recordOf(report.heartbeat).age_seconds, 's'),
            ...measure('notification_age', recordOf(report.last_notification).age_seconds, 's'),
            ...measure('reading_age', recordOf(heard.reading).age_seconds, 's'),
            ...measure('posts_behind', recordOf(report.posts_behind).count),
            ...measure('unreadable', recordOf(report.unreadable_records).count),
        ],
    };
};

/** What anybody gets: a health report that gives no reasons. @param body of /api/v1/health */
export const isForAnybody = (body: string): boolean => {
    const {status, reasons} = recordOf(parsed(body));
    return Object.hasOwn(STATE_OF, String(status)) && !Array.isArray(reasons);
};

const textOf = ({status, version, reasons, heard}: Readonly<Record<string, unknown>>): string => {
    if (!Array.isArray(reasons)) {
        const hint = status === 'up' ? '' : '; to learn why, set NOTIFICATION_TOKEN';
        return `${status}, version ${version}${hint}`;
    }
    // Nothing wrong is not the same as nothing heard.
    const unheard = recordOf(heard).notification === null ? ', no notification so far' : '';
    return reasons.length === 0
        ? `${status}, version ${version}${unheard}`
        : `${status}: ${reasons.map(String).join(' ')}`;
};

const measure = (name: string, value: unknown, unit = ''): string[] =>
    typeof value === 'number' && Number.isFinite(value) ? [`${name}=${value}${unit};;;0`] : [];

const parsed = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

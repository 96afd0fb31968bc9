import {formatDuration} from '../../domain/duration';
import {neutralize} from '../../domain/text';
import {type Language, type Texts, textsOf} from '../../domain/texts';

import type {ReconcileReport} from '../catch_up/reconciler';
import type {HealthReport} from '../health/health_monitor';

const SIGN = {up: '✅', degraded: '⚠️', misconfigured: '🚨'} as const;

/** What `/openitcockpit status` answers. */
export const statusText = (report: HealthReport, language: Language): string => {
    const {status, reasons, notes = [], heartbeat, last_notification: notified, reconciled} = report;
    const texts = textsOf(language).health;
    const sentences = [
        ...reasons,
        ...notes,
        ...(heartbeat ? [texts.heartbeat(formatDuration(heartbeat.age_seconds))] : []),
        ...(notified ? [texts.notified(formatDuration(notified.age_seconds))] : []),
        ...streamText(report, texts),
        ...silenceText(report, texts),
        ...(reconciled ? [reconciledText(reconciled, texts)] : []),
    ];
    return [`${SIGN[status]} **${texts.status[status]}**`, ...sentences.map((sentence) => `* ${sentence}`)].join('\n');
};

const streamText = ({stream, heard}: HealthReport, texts: Texts['health']): string[] => {
    const last = heard?.event ? [texts.lastEvent(formatDuration(heard.event.age_seconds))] : [];
    if (!stream) {
        return last;
    }
    const since = minuteOf(stream.since);
    return [stream.up ? texts.streamUp(since) : texts.streamAway(since, neutralize(stream.reason ?? '')), ...last];
};

/** What was never heard of is said as well: nothing wrong is not the same as nothing heard. */
const silenceText = ({heard, posts_behind: behind}: HealthReport, texts: Texts['health']): string[] => [
    ...(heard?.notification === null ? [texts.neverNotified] : []),
    ...(heard ? [heard.reading ? texts.read(formatDuration(heard.reading.age_seconds)) : texts.neverRead] : []),
    ...(behind && behind.count > 0 ? [texts.behind(behind.count, formatDuration(behind.age_seconds ?? 0))] : []),
];

/** e.g. `2026-11-24 10:31`, in UTC */
const minuteOf = (unixSeconds: number): string =>
    new Date(unixSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ');

const reconciledText = (
    {at, seconds, open, healed, unread, error}: ReconcileReport,
    {compared, counts, notVisible, endedEarly}: Texts['health'],
): string => {
    const when = minuteOf(at);
    const hidden = unread === 0 ? '' : notVisible(unread);
    const end = error === undefined ? '' : endedEarly(neutralize(error));
    return `${compared(when, `${counts(open, healed)}${hidden}`, seconds.toFixed(1))}${end}`;
};

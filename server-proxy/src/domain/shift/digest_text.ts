import {holderOf} from '../alert/ack_details';
import type {AlertRecord} from '../alert/record';
import {formatDuration} from '../duration';
import type {Style} from '../explain/explanation_style';
import {subjectOf, type TimeFormat} from '../post/alert_post';
import {type Language, type Texts, textsOf} from '../texts';
import {begin, type Digest, type Outage, type PlannedDowntime} from './digest';
import {episodeName} from './episode';
import type {Noisy, Spread} from './statistics';

export interface DigestTextOptions {
    readonly language: Language;
    readonly formatTime: TimeFormat;
    readonly style: Style;
}

/** Of each list; the rest is counted. Fifteen of each, at their longest, still fit into a post. */
const MOST_LINES = 15;
const MOST_COMMENT = 60;

/** A hand-over in Markdown, or for a terminal. */
export const digestText = (digest: Digest, options: DigestTextOptions): string => {
    const {language, formatTime, style} = options;
    const texts = textsOf(language).shift;
    const {span, until, opened, closed, open, oldDays} = digest;
    const end = formatTime(until);
    return [
        style.strong(texts.title(formatTime(span.from), formatTime(span.to))),
        texts.counts(opened, closed, open.length),
        ...speeds(digest, options),
        ...gaps(digest, options),
        ...section(
            texts.stillOpen(open.length),
            open.map((record) => openLine(record, digest.now, options)),
            options,
        ),
        ...section(
            texts.oldAcks(digest.oldAcks.length, oldDays),
            digest.oldAcks.map(({record}) => openLine(record, digest.now, options)),
            options,
        ),
        ...section(
            texts.endingAcks(digest.endingAcks.length, end),
            digest.endingAcks.map((record) => endingLine(record, options)),
            options,
        ),
        ...downtimeSections(digest, end, options),
        ...section(
            texts.noisiest,
            digest.noisy.map((noisy) => noisyLine(noisy, options)),
            options,
        ),
        ...section(
            texts.outages,
            digest.outages.map((outage) => outageLine(outage, Math.min(digest.now, span.to), options)),
            options,
        ),
    ].join('\n');
};

const section = (title: string, lines: readonly string[], {style, language}: DigestTextOptions): readonly string[] =>
    lines.length === 0
        ? []
        : [
              '',
              style.strong(title),
              ...lines.slice(0, MOST_LINES).map((line) => `- ${line}`),
              ...(lines.length > MOST_LINES ? [`- ${textsOf(language).shift.more(lines.length - MOST_LINES)}`] : []),
          ];

const speeds = ({toAck, toRecover}: Digest, {language}: DigestTextOptions): readonly string[] => {
    const texts = textsOf(language).shift;
    return [...speed(texts.toAck, toAck, texts), ...speed(texts.toRecover, toRecover, texts)];
};

/** `Time to acknowledge: half within 4 min, 95 % within 12 min (9)` */
const speed = (name: string, spread: Spread | undefined, texts: Texts['shift']): readonly string[] =>
    spread === undefined
        ? []
        : [`${name}: ${texts.spread(formatDuration(spread.p50), formatDuration(spread.p95), spread.count)}`];

/** Why there may have been more. */
const gaps = ({since, span, isWhole}: Pick<Digest, 'since' | 'span' | 'isWhole'>, options: DigestTextOptions) => {
    const texts = textsOf(options.language).shift;
    return [
        ...(since > span.from ? [texts.onlySince(options.formatTime(since))] : []),
        ...(isWhole ? [] : [texts.notWhole]),
    ];
};

/** `CRITICAL Ping on web01 · since … (3 h) · Jane Roe (@jane): new disk` */
const openLine = (record: AlertRecord, now: number, {language, style, formatTime}: DigestTextOptions): string => {
    const {alerts, shift, ackEnds} = textsOf(language);
    const {alert, ack, look, inDowntime} = record;
    const since = begin(record);
    const who =
        ack && look === 'acknowledged'
            ? [style.name(`${holderOf(ack)}: ${ack.comment.slice(0, MOST_COMMENT)}`)]
            : inDowntime
              ? [alerts.inDowntime]
              : [style.strong(shift.nobody)];
    return [
        style.name(`${alert.state} ${subjectOf(record, alerts)}`),
        ackEnds.since(formatTime(since), formatDuration(now - since)),
        ...who,
    ].join(' · ');
};

const endingLine = (record: AlertRecord, {language, style, formatTime}: DigestTextOptions): string => {
    const {alerts, ackEnds} = textsOf(language);
    const {ack} = record;
    return [
        style.name(`${record.alert.state} ${subjectOf(record, alerts)}`),
        ...(ack ? [style.name(holderOf(ack)), ackEnds.until(formatTime(ack.until ?? 0))] : []),
    ].join(' · ');
};

const downtimeSections = ({downtimes}: Digest, end: string, options: DigestTextOptions): readonly string[] => {
    const texts = textsOf(options.language).shift;
    if (typeof downtimes === 'function') {
        return ['', texts.noDowntimes(downtimes(options.language))];
    }
    const lines = (list: readonly PlannedDowntime[]) => list.map((one) => downtimeLine(one, options));
    return [
        ...section(texts.downtimesBegin(downtimes.begin.length, end), lines(downtimes.begin), options),
        ...section(texts.downtimesEnd(downtimes.end.length, end), lines(downtimes.end), options),
    ];
};

const downtimeLine = (downtime: PlannedDowntime, {language, style, formatTime}: DigestTextOptions): string => {
    const {alerts} = textsOf(language);
    const {start, end, author, comment} = downtime;
    return [
        style.name(episodeName(downtime, alerts.on)),
        `${formatTime(start)} – ${formatTime(end)}`,
        style.name(`${author}: ${comment.slice(0, MOST_COMMENT)}`),
    ].join(' · ');
};

const noisyLine = (noisy: Noisy, {language, style}: DigestTextOptions): string => {
    const {alerts, shift} = textsOf(language);
    return `${style.name(episodeName(noisy, alerts.on))}: ${shift.noisy(noisy.count, formatDuration(noisy.medianSeconds))}`;
};

const outageLine = ({kind, since, until}: Outage, now: number, {language, formatTime}: DigestTextOptions): string => {
    const texts = textsOf(language).shift;
    const duration = formatDuration((until ?? now) - since);
    return `${texts.outage[kind]}: ${texts.span(formatTime(since), until === undefined ? texts.goesOn : formatTime(until), duration)}`;
};

import {formatDuration} from '../duration';
import type {Style} from '../explain/explanation_style';
import type {TimeFormat} from '../post/alert_post';
import {type Language, type Texts, textsOf} from '../texts';
import {csvOf} from './csv';
import {type Episode, episodeName} from './episode';
import {isWithin, type Span} from './span';
import {
    byObject,
    type ObjectEpisodes,
    type Spread,
    secondsToAck,
    secondsToEnd,
    spreadOf,
    timeToAck,
    timeToRecover,
} from './statistics';

/** What happened in a span, for people and for spreadsheets. */
export interface Report {
    readonly span: Span;
    /** Those that were open at any time of it, in the order in which they began. */
    readonly episodes: readonly Episode[];
    readonly opened: number;
    readonly closed: number;
    readonly open: number;
    readonly toAck: Spread | undefined;
    readonly toRecover: Spread | undefined;
    /** Since when what is over is written down. Unix seconds. */
    readonly since: number;
    /** False: more happened than could be written down. */
    readonly isWhole: boolean;
}

/** Pure. @param episodes merged */
export const reportOf = (
    episodes: readonly Episode[],
    span: Span,
    {since, isWhole}: Pick<Report, 'since' | 'isWhole'>,
): Report => {
    const within = episodes.filter(({opened, closed}) => opened < span.to && (closed ?? span.to) >= span.from);
    return {
        span,
        since,
        isWhole,
        episodes: within,
        opened: within.filter(({opened}) => isWithin(opened, span)).length,
        closed: within.filter(({closed}) => isWithin(closed, span)).length,
        open: within.filter(({closed}) => closed === undefined).length,
        toAck: timeToAck(within, span),
        toRecover: timeToRecover(within, span),
    };
};

interface ReportOptions {
    readonly language: Language;
    readonly formatTime: TimeFormat;
    readonly style: Style;
}

const MOST_ROWS = 20;

/** The figures, and the objects with most problems as a table that Mattermost draws and a terminal shows. */
export const reportText = (report: Report, {language, formatTime, style}: ReportOptions): string => {
    const texts = textsOf(language).shift;
    const {span, opened, closed, open, episodes, since, isWhole} = report;
    const objects = byObject(episodes).toSorted((one, other) => other.episodes.length - one.episodes.length);
    return [
        style.strong(texts.reportTitle(formatTime(span.from), formatTime(span.to))),
        texts.counts(opened, closed, open),
        ...measured(texts.toAck, report.toAck, texts),
        ...measured(texts.toRecover, report.toRecover, texts),
        ...(since > span.from ? [texts.onlySince(formatTime(since))] : []),
        ...(isWhole ? [] : [texts.notWhole]),
        ...(objects.length === 0 ? [texts.nothing] : ['', ...table(objects, texts, {language, style})]),
        ...(objects.length > MOST_ROWS ? [texts.moreObjects(objects.length - MOST_ROWS)] : []),
    ].join('\n');
};

const measured = (name: string, spread: Spread | undefined, texts: Texts['shift']): readonly string[] =>
    spread ? [`${name}: ${texts.spread(formatDuration(spread.p50), formatDuration(spread.p95), spread.count)}`] : [];

const table = (
    objects: readonly ObjectEpisodes[],
    texts: Texts['shift'],
    {language, style}: Pick<ReportOptions, 'language' | 'style'>,
): readonly string[] => {
    const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
    const {on} = textsOf(language).alerts;
    return [
        row(texts.columns),
        row(['---', '---:', '---:', '---:', '---:']),
        ...objects.slice(0, MOST_ROWS).map((object) => row([style.name(episodeName(object, on)), ...figures(object)])),
    ];
};

/** How many, how long half of them lasted, how long the longest, and how soon half of them were acknowledged. */
const figures = ({episodes}: ObjectEpisodes): readonly (string | number)[] => {
    const lasted = episodes.map(secondsToEnd).filter((value) => value !== undefined);
    const acked = episodes.map(secondsToAck).filter((value) => value !== undefined);
    const longest = lasted.length === 0 ? undefined : Math.max(...lasted);
    return [
        episodes.length,
        ...[spreadOf(lasted)?.p50, longest, spreadOf(acked)?.p50].map((value) =>
            value === undefined ? '–' : formatDuration(value),
        ),
    ];
};

const COLUMNS = [
    'host',
    'service',
    'state',
    'opened',
    'acknowledged',
    'acknowledged_by',
    'closed',
    'end',
    'seconds_to_acknowledge',
    'seconds_to_recover',
] as const;

/** All of them, one a line, in the order in which they began. Times as ISO 8601 in UTC, which every program reads. */
export const reportCsv = ({episodes}: Report): string =>
    csvOf([
        COLUMNS,
        ...episodes.map((episode) => [
            episode.host,
            episode.service ?? '',
            episode.state ?? '',
            isoOf(episode.opened),
            isoOf(episode.acked),
            episode.by ?? '',
            isoOf(episode.closed),
            episode.end ?? 'open',
            secondsToAck(episode) ?? '',
            secondsToEnd(episode) ?? '',
        ]),
    ]);

const isoOf = (unixSeconds: number | undefined): string =>
    unixSeconds === undefined ? '' : new Date(unixSeconds * 1000).toISOString().replace('.000Z', 'Z');

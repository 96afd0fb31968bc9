import type {AlertRecord} from '../alert/record';
import {isAnnounced} from '../alert/record';
import {permalink} from '../post/links';
import type {Decision, FilterPart} from '../subscription/router';
import {type Language, type Texts, textsOf} from '../texts';
import type {Style} from './explanation_style';
import type {Known, Reason} from './reason';
import {lastOf, type TraceEntry} from './trace';

/** Why an alert has a post, or none, and how it came to that. */
export interface Explanation {
    /** Host and, for a service, its own name. */
    readonly names: readonly string[];
    readonly reason: Reason;
    readonly known: Known;
    /** What the reader may know channels as, by id and by what settings and commands call them. */
    readonly channels: ReadonlyMap<string, string>;
    /** Since when this node writes traces, and when it last read the object. Unix seconds. */
    readonly tracedSince: number;
    readonly readAt?: number | undefined;
}

interface ExplanationOptions {
    readonly language: Language;
    readonly timeZone: string;
    /** Mattermost's address for links to posts. */
    readonly siteUrl: string;
    readonly style: Style;
}

interface Writing extends ExplanationOptions {
    readonly texts: Texts['explain'];
    readonly all: Texts;
    readonly time: (unixSeconds: number) => string;
    /** @param channel empty: the default one */
    readonly channel: (channel: string) => string;
}

/** The reason first, then the trail. */
export const explanationText = (explanation: Explanation, options: ExplanationOptions): string => {
    const all = textsOf(options.language);
    const texts = all.explain;
    const {names, known, channels, reason} = explanation;
    const channel = (name: string) => {
        const shown = name === '' ? undefined : channels.get(name);
        return name === '' ? texts.defaultChannel : shown === undefined ? texts.elsewhere : options.style.name(shown);
    };
    const writing = {...options, texts, all, time: timeOf(options, known.now), channel};
    const {style} = writing;
    const [host = '', service] = names;
    const object = style.name(service === undefined ? host : `${service} ${all.alerts.on} ${host}`);
    return [
        style.strong(texts.head(object, reasonText(reason, writing))),
        ...nowLine(known, writing),
        ...section(texts.posts, postLines(known.record, writing), style),
        ...section(texts.subscriptions, subscriptionLines(known.decisions, writing), style),
        ...section(texts.waiting, waitingLines(known.record, writing), style),
        ...trailLines(explanation, writing),
    ].join('\n');
};

const section = (title: string, lines: readonly string[], {strong}: Style): readonly string[] =>
    lines.length === 0 ? [] : [`${strong(title)}:`, ...lines.map((line) => `* ${line}`)];

/** Without the date where that is today's. */
const timeOf = ({language, timeZone}: ExplanationOptions, now: number): ((unixSeconds: number) => string) => {
    const locale = language === 'de' ? 'de-DE' : 'en-GB';
    const date = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone});
    const time = new Intl.DateTimeFormat(locale, {timeStyle: 'medium', timeZone});
    const today = date.format(now * 1000);
    return (seconds) => {
        const day = date.format(seconds * 1000);
        return day === today ? time.format(seconds * 1000) : `${day}, ${time.format(seconds * 1000)}`;
    };
};

const reasonText = (reason: Reason, {texts, language, style, channel}: Writing): string => {
    const {reasons} = texts;
    switch (reason.kind) {
        case 'refused':
        case 'not_updated':
            return reasons[reason.kind](channel(reason.channel), codeText(reason.code, texts));
        case 'failed':
            return reasons.failed(codeText(reason.code, texts));
        case 'away':
            return reasons.away(reason.why(language));
        case 'acknowledged':
            return reasons.acknowledged(style.name(reason.who));
        case 'host_down':
            return reasons.host_down(style.name(reason.host));
        case 'cause':
            return reasons.cause(style.name(reason.cause));
        case 'storm':
        case 'collected':
        case 'listed':
        case 'not_authorised':
            return reasons[reason.kind](channel(reason.channel));
        case 'shadow':
        case 'no_subscription':
        case 'wrong_token':
            return reasons[reason.kind](reason.count);
        case 'not_caught_up':
            return reasons.not_caught_up(style.name(reason.why));
        case 'grace':
            return reasons.grace(reason.seconds);
        default:
            return reasons[reason.kind];
    }
};

const codeText = (code: string, {codes, code: other}: Texts['explain']): string => codes[code] ?? other(code);

/** What openITCOCKPIT says, and since when. */
const nowLine = ({object}: Known, {texts, style, time}: Writing): readonly string[] => {
    if (typeof object !== 'object' || object.state === undefined) {
        return [];
    }
    const {state, stateSince, acknowledged, acknowledgement, inDowntime, flapping, tells, output} = object;
    const by = acknowledgement && texts.acknowledgedBy(style.name(acknowledgement.author));
    const marks = [
        tells && !tells.isHard && texts.soft,
        stateSince && texts.since(time(stateSince.earliest)),
        acknowledged && (by ?? texts.acknowledged),
        inDowntime && texts.inDowntime,
        flapping && texts.flapping,
        tells && !tells.notifies && texts.quiet,
        tells && !tells.isHostUp && texts.hostDown,
    ].filter(Boolean);
    const said = output === '' ? '' : ` – ${style.name(output)}`;
    return [`${[texts.now(state), ...marks].join(', ')}${said}`];
};

const postLines = (record: AlertRecord | undefined, writing: Writing): readonly string[] =>
    (record?.posts ?? []).flatMap((post) => {
        const {texts, style, siteUrl, channel} = writing;
        const where = channel(post.channelId);
        if (post.gone) {
            return [texts.postGone(where)];
        }
        if (isAnnounced(post)) {
            return [texts.postAnnounced(where)];
        }
        const isSeen = writing.channel(post.channelId) !== texts.elsewhere;
        const url = isSeen ? permalink(siteUrl, post.postId) : '';
        const said = texts.post(url === '' ? texts.postWord : style.link(texts.postWord, url), where);
        return post.postId === '' ? [] : [post.wanted === post.shown ? said : texts.postBehind(said)];
    });

/** Those that want it, and then some that do not. */
const MOST_WANTING = 20;
const MOST_UNWANTING = 10;

const subscriptionLines = (decisions: readonly Decision[], writing: Writing): readonly string[] => {
    const wanting = decisions.filter(({mismatch}) => mismatch === undefined);
    const others = decisions.filter(({mismatch}) => mismatch !== undefined);
    const shown = [...wanting.slice(0, MOST_WANTING), ...others.slice(0, MOST_UNWANTING)];
    const more = decisions.length - shown.length;
    return [
        ...shown.map((decision) => decisionLine(decision, writing)),
        ...(more > 0 ? [writing.texts.moreSubscriptions(more)] : []),
    ];
};

const decisionLine = ({subscription, mismatch, missing = []}: Decision, {texts, style, channel}: Writing): string => {
    const where = channel(subscription.channelId);
    // What a channel that is not the reader's wants is not told.
    const isSeen = where !== texts.elsewhere;
    if (mismatch === undefined) {
        return subscription.shadow ? texts.shadow(where) : texts.wants(where);
    }
    return mismatch === 'unknown'
        ? texts.unsure(where, missing.map((part) => texts.parts[part]).join(', '))
        : texts.wantsNot(where, texts.parts[mismatch], isSeen ? style.name(wantedBy(subscription, mismatch)) : '…');
};

const wantedBy = ({filter}: Decision['subscription'], part: FilterPart): string => {
    switch (part) {
        case 'priority':
            return String(filter.priorityFrom);
        case 'state':
            return filter.stateFrom;
        case 'objects':
            return filter.objects;
        default:
            return filter[part].join(', ');
    }
};

const waitingLines = (record: AlertRecord | undefined, {texts, all, style, time}: Writing): readonly string[] =>
    (record?.pending ?? [])
        .filter(({ended}) => ended === undefined)
        .map(({request, username, askedAt, queuedBecause}) => {
            const said = texts.pending(all.commands.actions[request.kind], style.name(username), time(askedAt));
            return queuedBecause === undefined ? said : texts.queued(said, style.name(queuedBecause));
        });

const trailLines = ({known, tracedSince, readAt}: Explanation, writing: Writing): readonly string[] => {
    const {texts, style, time} = writing;
    const {trace, refusals, decisions} = known;
    const channelOf = new Map(decisions.map(({subscription}) => [subscription.id, subscription.channelId]));
    const lines = trace.map((entry) => entryLine(entry, writing, channelOf));
    const last = refusals.at(-1);
    const notes = [
        ...(trace.length === 0 ? [texts.nothing(time(tracedSince))] : []),
        ...(trace.length > 0 && (trace[0]?.at ?? 0) < tracedSince ? [texts.tracedSince(time(tracedSince))] : []),
        ...(readAt === undefined ? [] : [texts.read(time(readAt))]),
        ...(last ? [texts.refusals(refusals.length, time(last.at))] : []),
    ];
    return [...section(texts.trail, lines, style), ...notes];
};

const entryLine = (entry: TraceEntry, writing: Writing, channelOf: ReadonlyMap<string, string>): string => {
    const {texts, time} = writing;
    const said = entryText(entry, writing, channelOf);
    const {at, times = 1} = entry;
    return `${time(at)} ${times > 1 ? texts.again(said, times, time(lastOf(entry))) : said}`;
};

const entryText = (
    {kind, what = ''}: TraceEntry,
    {texts, style, channel}: Writing,
    channelOf: ReadonlyMap<string, string>,
): string => {
    const {trace} = texts;
    const [first = '', second = ''] = what.split(' ');
    switch (kind) {
        case 'nobody':
            return trace.nobody;
        case 'wanted':
        case 'shadow':
            return trace[kind](
                what
                    .split(' ')
                    .map((id) => channel(channelOf.get(id) ?? id))
                    .join(', '),
            );
        case 'listed':
        case 'storm':
        case 'collected':
        case 'escalated':
        case 'not_authorised':
        case 'posted':
            return trace[kind](channel(first));
        case 'refused':
        case 'not_updated':
            return `${trace[kind](channel(first))}: ${codeText(second, texts)}`;
        case 'failed':
            return trace.failed(codeText(what, texts));
        default:
            return trace[kind](style.name(what));
    }
};

import pMap from 'p-map';
import {isProblemState} from '#contract';
import {alertKey, targetOf} from '../../domain/alert/alert_key';
import {alertOf, type SeenObject} from '../../domain/alert/found_record';
import type {AlertRecord} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {asAppError} from '../../domain/errors';
import {type Explanation, explanationText} from '../../domain/explain/explanation';
import type {Style} from '../../domain/explain/explanation_style';
import {type Asking, type Known, reasonOf} from '../../domain/explain/reason';
import {merged, type TraceEntry} from '../../domain/explain/trace';
import {mostSimilar} from '../../domain/similar';
import type {Decision} from '../../domain/subscription/router';
import {type Language, type Said, textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import type {FoundObject} from '../commands/search_port';
import {visibleObjects} from '../people/visible_objects';
import {OPERATOR, type Sight, visibleTo} from '../people/visible_to';
import type {RoutedObject} from '../routing/routing';
import {type Found, findObject, labelOf, namesIn, type Question} from './find_object';
import {foldedName, namesOf} from './trace_log';

export interface ExplainRequest extends Question {
    /** `operator`: whoever reads the settings of the service. */
    readonly reader: {readonly userId: string} | 'operator';
    readonly language: Language;
    readonly timeZone: string;
    readonly siteUrl: string;
    readonly style: Style;
}

/** How openITCOCKPIT is asked for problems, as far as that does not depend on the object. */
export interface AskingNow extends Omit<Asking, 'toldNobody' | 'hasDefaultChannel' | 'intervalSeconds'> {
    readonly toldNobody: (key: string) => boolean;
}

const MOST_SUGGESTIONS = 5;
/** For facts that openITCOCKPIT has not told yet. */
const PATIENCE_MS = 3000;
const AT_ONCE = 4;
const PAGE = 400;

/**
 * Why an alert has a post, or none, and how it came to that. What the reader may not see is not found.
 * @throws AppError `forbidden` for those who may see nothing at all
 */
export const explain = async (context: AppContext, asking: AskingNow, request: ExplainRequest): Promise<string> => {
    const sight = request.reader === 'operator' ? OPERATOR : await visibleTo(context, request.reader.userId);
    const {typed, style, language} = request;
    const texts = textsOf(language).explain;
    if (typed.trim() === '') {
        return texts.how;
    }
    const asked = await ask(context, sight, request);
    const found = await subjectOf(context, request, asked);
    const subject = found && (await isSeen(context, sight, found)) ? found : undefined;
    if (!subject) {
        return typeof asked === 'function'
            ? style.strong(texts.reasons.away(asked(language)))
            : notFound(context, sight, request, asked.others);
    }
    const explanation = await explanationOf(context, asking, {subject, away: asAway(asked), sight});
    return explanationText(explanation, request);
};

/** Where several may be meant, the reader says which. */
const subjectOf = async (context: AppContext, question: Question, asked: Found | Said) => {
    if (typeof asked === 'function') {
        return remembered(context, question);
    }
    return asked.object ?? (asked.others.length > 0 ? undefined : await remembered(context, question));
};

const isSeen = async (context: AppContext, sight: Sight, subject: FoundObject | Remembered): Promise<boolean> => {
    const [hostName = '', serviceName] = 'target' in subject ? [] : subject.names;
    const object: RoutedObject = 'target' in subject ? subject : {target: targetOf(subject.key), hostName, serviceName};
    return (await visibleObjects(context, sight, [object])).length > 0;
};

/** What openITCOCKPIT says of what the reader may see, or why it says nothing. */
const ask = async (context: AppContext, sight: Sight, question: Question): Promise<Found | Said> => {
    try {
        const {others, ...found} = await findObject(context, question);
        return {...found, others: await visibleObjects(context, sight, others)};
    } catch (error) {
        const known = asAppError(error);
        return (language) => known.sentence(language);
    }
};

const asAway = (asked: Found | Said): Said | undefined => (typeof asked === 'function' ? asked : undefined);

/** Something that is only remembered: its key and names. */
interface Remembered {
    readonly key: string;
    readonly names: readonly string[];
}

/** Objects that were heard of, whatever openITCOCKPIT shows: in this node's traces, and among the stored alerts. */
const remembered = async (context: AppContext, question: Question): Promise<Remembered | undefined> => {
    const wanted = namesIn(question);
    for (const names of wanted) {
        const [key] = context.trace.named(names);
        if (key !== undefined) {
            return {key, names};
        }
    }
    const folded = new Set(wanted.map(foldedName));
    for (const keys of chunksOf(await context.store.followed(), PAGE)) {
        const records = await context.store.readFollowed(keys);
        const found = records.find(({alert}) => folded.has(foldedName(namesOf(alert.target))));
        if (found) {
            return {key: found.key, names: namesOf(found.alert.target)};
        }
    }
    return undefined;
};

const notFound = async (
    context: AppContext,
    sight: Sight,
    {typed, service, style, language}: ExplainRequest,
    others: readonly FoundObject[],
): Promise<string> => {
    const texts = textsOf(language).explain;
    if (others.length > 0) {
        const names = others.slice(0, MOST_SUGGESTIONS).map((object) => style.name(labelOf(object)));
        return texts.several(others.length, names.join(', '));
    }
    const whole = service === undefined ? typed : `${typed} ${service}`;
    const named = texts.nothingNamed(style.name(whole));
    const nothing = sight.everything ? named : `${named} ${textsOf(language).found.yourChannels}`;
    const [host = ''] = typed.split(' ');
    const [hosts, services] = await Promise.all([
        context.monitoring.findHosts(host.slice(0, BEGINNING)),
        context.monitoring.findServices('', host),
    ]);
    const seen = await visibleObjects(context, sight, [...hosts.objects, ...services.objects]);
    const alike = mostSimilar(whole, seen.map(labelOf), MOST_SUGGESTIONS);
    return alike.length === 0 ? nothing : `${nothing} ${texts.similar(alike.map(style.name).join(', '))}`;
};

/** Whoever mistypes a name rarely does so at its beginning. */
const BEGINNING = 3;

interface About {
    readonly subject: FoundObject | Remembered;
    /** Why openITCOCKPIT could not be asked. */
    readonly away: Said | undefined;
    readonly sight: Sight;
}

const explanationOf = async (
    context: AppContext,
    asking: AskingNow,
    {subject, away, sight}: About,
): Promise<Explanation> => {
    const {settings, trace, latestReadings} = context;
    const isShown = 'target' in subject;
    const key = isShown ? alertKey(subject.target) : subject.key;
    const record = await context.store.get(key);
    const decisions = await decisionsOf(context, record, isShown ? subject : undefined);
    const known: Known = {
        now: nowSeconds(context),
        object: isShown ? subject : (away ?? 'hidden'),
        record,
        trace: merged(record?.trace ?? [], trace.of(key)),
        refusals: trace.refusals(),
        decisions,
        defaultTakes: settings.defaultTakes,
        asking: {
            ...asking,
            toldNobody: asking.toldNobody(key),
            intervalSeconds: settings.reconcile.intervalMs / 1000,
            hasDefaultChannel: settings.defaultChannel !== '',
        },
    };
    const names = isShown
        ? [subject.hostName, ...(subject.serviceName === undefined ? [] : [subject.serviceName])]
        : subject.names;
    return {
        names,
        reason: reasonOf(known),
        known,
        channels: await channelsOf(context, known, sight),
        tracedSince: trace.since,
        readAt: latestReadings.of(key)?.askedAt || undefined,
    };
};

/** By the problem that there is, or by the one there would be. */
const decisionsOf = async (
    {routing, logger}: AppContext,
    record: AlertRecord | undefined,
    object: SeenObject | undefined,
): Promise<readonly Decision[]> => {
    const isNow = object?.state !== undefined && isProblemState(object.state);
    const alert = isNow && object?.state ? alertOf(object, object.state) : record?.alert;
    try {
        return alert ? await routing.decide(alert, PATIENCE_MS) : [];
    } catch (error) {
        logger.warn('The subscriptions could not be read for an explanation', {error: asAppError(error)});
        return [];
    }
};

/** Channels that the reader may know of, by what they are called in records, traces and subscriptions. */
const channelsOf = async (
    context: AppContext,
    {record, trace, decisions}: Known,
    sight: Sight,
): Promise<ReadonlyMap<string, string>> => {
    const wanted = new Set([
        ...(record?.posts ?? []).map(({channelId}) => channelId),
        ...decisions.map(({subscription}) => subscription.channelId),
        ...trace.flatMap(channelIn),
    ]);
    const channels = [...wanted].filter((channel) => channel !== '');
    await sight.learn(channels);
    const named = await pMap(
        channels.filter(sight.isIn),
        async (channel): Promise<readonly [string, string]> => [channel, await nameOf(context, channel)],
        {concurrency: AT_ONCE},
    );
    return new Map(named);
};

const IN_CHANNEL: ReadonlySet<TraceEntry['kind']> = new Set([
    'listed',
    'storm',
    'collected',
    'posted',
    'refused',
    'not_updated',
    'escalated',
    'not_authorised',
]);

const channelIn = ({kind, what = ''}: TraceEntry): string[] =>
    IN_CHANNEL.has(kind) ? what.split(' ').slice(0, 1) : [];

const nameOf = async ({chat}: AppContext, channel: string): Promise<string> => {
    try {
        return await chat.channelName(channel);
    } catch {
        return channel;
    }
};

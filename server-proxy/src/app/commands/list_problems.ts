import {isHandled} from '#contract';
import {alertKey} from '../../domain/alert/alert_key';
import {stateAgeOf} from '../../domain/alert/observation';
import {isYounger} from '../../domain/alert/order';
import type {ProblemFilter} from '../../domain/alert/problem_filter';
import {type AlertRecord, isListed, isOpen, isThere, seenOn} from '../../domain/alert/record';
import {compareProblems} from '../../domain/alert/severity';
import {formatDuration} from '../../domain/duration';
import {rowOf} from '../../domain/post/problem_row';
import {neutralize} from '../../domain/text';
import {textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import {languageOf} from '../people/language_of';
import {visibleObjects} from '../people/visible_objects';
import {
    type Answer,
    type Asker,
    code,
    optionsFor,
    PAGE,
    type Question,
    questionOf,
    rowsOf,
    said,
    seenBy,
} from './find_objects';
import {nextPageOf} from './next_page';
import type {FoundObject} from './search_port';

/** A page of the list as it was counted. */
interface Counted {
    readonly total: number;
    readonly complete: boolean;
    readonly page: number;
    readonly pages: number;
    /** The filter, as it can be typed again. */
    readonly typed: string;
    /** Unix seconds. */
    readonly at: number;
    readonly shown: readonly FoundObject[];
}

/**
 * A page of the unhandled problems, the worst first, with a button for each; and how to render it again.
 * @throws AppError `forbidden`, `openitcockpit_*`
 */
export const listProblems = async (context: AppContext, asker: Asker, filter: ProblemFilter): Promise<Answer> => {
    const since = context.clock.monotonic();
    const question = await questionOf(context, asker);
    const {objects, complete} = await seenBy(context, question.sight, context.monitoring.problems(filter));
    const typed = [...filter.words, ...filter.states.map((state) => state.toLowerCase())].join(' ');
    if (objects.length === 0 && complete) {
        return nothing(question, typed);
    }
    const pages = Math.max(1, Math.ceil(objects.length / PAGE));
    const page = Math.min(filter.page, pages);
    const shown = objects.toSorted(compareProblems).slice((page - 1) * PAGE, page * PAGE);
    const counted = {total: objects.length, complete, page, pages, typed, at: nowSeconds(context), shown};
    const rows = await rowsOf(context, question, shown);
    const closed = await closedAmong(context, question, shown);
    return {
        text: headOf(question, counted, []),
        attachments: [...rows, ...nextOf(context, question, counted)],
        list: {
            keys: new Set(shown.map(({target}) => alertKey(target))),
            since,
            again: () => again(context, asker, counted, closed),
        },
    };
};

const nothing = ({language, sight}: Question, typed: string): Answer => {
    const texts = textsOf(language).found;
    const none = typed === '' ? texts.noProblems : texts.noProblemsLike(neutralize(typed));
    return said(sight.everything ? none : `${none} ${texts.yourChannels}`);
};

const headOf = (
    {language, command}: Asker,
    {total, complete, page, pages, typed}: Counted,
    changes: readonly string[],
): string => {
    const texts = textsOf(language).found;
    const count = `**${texts.problems(total, !complete)}**`;
    return [
        pages > 1 ? `${count} (${texts.pageOf(page, pages)})` : count,
        ...changes,
        ...(page < pages ? [texts.next(code([command, typed, texts.page, page + 1]))] : []),
        ...(complete ? [] : [texts.narrow(`${command} web critical`)]),
    ].join('\n');
};

const nextOf = (context: AppContext, asker: Asker, {page, pages, typed}: Counted) =>
    page < pages ? [nextPageOf(context, asker, {list: 'problems', typed, page: page + 1})] : [];

/** Marks of records of earlier problems of these objects, which say nothing about those in the list. */
type Closed = ReadonlySet<string>;

const closedAmong = async (
    {store}: AppContext,
    {askedAt}: Question,
    shown: readonly FoundObject[],
): Promise<Closed> => {
    const marks = await Promise.all(
        shown.map(async (object) => {
            const record = await store.get(alertKey(object.target));
            return record && isOfEarlier(record, object, askedAt) ? [markOf(record)] : [];
        }),
    );
    return new Set(marks.flat());
};

/**
 * Was it over before this problem began? The list may be older than its end, which may have arrived while the list was made.
 * @param askedAt decides where the dates do not; like `updatedAt` on openITCOCKPIT's clock
 */
const isOfEarlier = (record: AlertRecord, object: FoundObject, askedAt: number): boolean => {
    const [seen, known] = [stateAgeOf(object), record.ages.state];
    return !isOpen(record) && (isYounger(seen, known) || (!isYounger(known, seen) && record.updatedAt < askedAt));
};

const markOf = ({key, look, alert: {problemId}, since, recoveredAt}: AlertRecord): string =>
    JSON.stringify([key, look, problemId, since, recoveredAt]);

/**
 * The same page by what is stored about its problems: each keeps its place, also when somebody takes care of it or it is over.
 * What this person may not see any more is left out. openITCOCKPIT is not asked.
 */
const again = async (context: AppContext, asker: Asker, counted: Counted, closed: Closed): Promise<Answer> => {
    const language = await languageOf(context, asker.userId, asker.language);
    const question = await questionOf(context, {...asker, language});
    const visible = new Set(await visibleObjects(context, question.sight, counted.shown));
    const total = counted.total - (counted.shown.length - visible.size);
    if (total === 0) {
        return nothing(question, counted.typed);
    }
    const options = optionsFor(context, question);
    const found = await Promise.all(
        counted.shown.map(async (object, at) => ({at, object, record: await storedOf(context, object, closed)})),
    );
    const shown = found.filter(({object}) => visible.has(object));
    const rows = shown.map(({at, object, record}) =>
        rowOf({object: asStored(object, record, serverSeconds(context)), record: onPost(record)}, at, options, record),
    );
    const changes = changesOf(
        shown.flatMap(({record}) => record ?? []),
        question,
        options.clock(counted.at),
    );
    return {
        text: headOf(question, {...counted, total}, changes),
        attachments: [...rows, ...nextOf(context, question, counted)],
    };
};

const storedOf = async (
    {store}: AppContext,
    {target}: FoundObject,
    closed: Closed,
): Promise<AlertRecord | undefined> => {
    const record = await store.get(alertKey(target));
    if (!record || record.look === 'info') {
        return undefined;
    }
    return closed.has(markOf(record)) ? undefined : record;
};

/** Buttons and links need a post, or a list that stands for one. */
const onPost = (record: AlertRecord | undefined): AlertRecord | undefined =>
    record && isOpen(record) ? (seenOn(record, isThere) ?? seenOn(record, isListed)) : record;

const asStored = (object: FoundObject, record: AlertRecord | undefined, now: number): FoundObject =>
    record
        ? {
              ...object,
              state: record.alert.state,
              output: record.alert.output,
              acknowledged: record.look === 'acknowledged',
              inDowntime: record.inDowntime,
              stateFor: record.since === undefined ? object.stateFor : formatDuration(now - record.since),
          }
        : object;

/** What has become of them since they were counted. */
const changesOf = (records: readonly AlertRecord[], {language}: Asker, counted: string): readonly string[] => {
    const {sinceThen, changes} = textsOf(language).found;
    const open = records.filter(isOpen);
    const acknowledged = open.filter(({look}) => look === 'acknowledged').length;
    const inDowntime = open.filter(({look, inDowntime: is}) => isHandled(look, is)).length - acknowledged;
    const over = records.length - open.length;
    const parts = [
        ...(acknowledged > 0 ? [changes.acknowledged(acknowledged)] : []),
        ...(inDowntime > 0 ? [changes.inDowntime(inDowntime)] : []),
        ...(over > 0 ? [changes.over(over)] : []),
    ];
    return parts.length === 0 ? [] : [sinceThen(counted, parts)];
};

import {type Acknowledged, oldAcknowledgements} from '../../domain/alert/old_acknowledgements';
import {parseProblemFilter} from '../../domain/alert/problem_filter';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {acknowledgedLine} from '../../domain/post/acknowledged_list';
import {timeFormat} from '../../domain/post/alert_post';
import {shortFormat} from '../../domain/post/clock_format';
import {neutralize} from '../../domain/text';
import {type Texts, textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import type {Answer, Asker} from '../commands/find_objects';
import {nextPageOf} from '../commands/next_page';
import {languageOf} from '../people/language_of';
import {type Sight, visibleTo} from '../people/visible_to';
import {readAcknowledged} from './read_acknowledged';

const PAGE = 20;

/** A page of the list as it was counted. */
interface Counted {
    readonly all: number;
    readonly old: number;
    readonly page: number;
    readonly pages: number;
    readonly wanted: readonly string[];
    readonly onlyOld: boolean;
    /** Unix seconds. */
    readonly at: number;
}

/**
 * A page of what is acknowledged, the oldest first; and how to render it again.
 * @param typed part of a name, `old`, `page 2`
 * @throws AppError `forbidden`
 */
export const listAcknowledged = async (context: AppContext, asker: Asker, typed: string): Promise<Answer> => {
    const since = context.clock.monotonic();
    const sight = await visibleTo(context, asker.userId);
    const {wanted, page: asked, onlyOld} = filterOf(typed);
    const all: Acknowledged[] = [];
    for (const one of await readAcknowledged(context)) {
        if (await sight.seesAlert(one.record)) {
            all.push(one);
        }
    }
    const listed = all.filter((one) => (one.isOld || !onlyOld) && wanted.every((word) => isNamed(one, word)));
    if (listed.length === 0) {
        return nothing(asker, typed, sight);
    }
    const pages = Math.ceil(listed.length / PAGE);
    const page = Math.min(asked, pages);
    const old = listed.filter(({isOld}) => isOld).length;
    const counted = {all: listed.length, old, page, pages, wanted, onlyOld, at: nowSeconds(context)};
    const records = listed.slice((page - 1) * PAGE, page * PAGE).map(({record}) => record);
    const keys = records.map(({key}) => key);
    return {
        ...answerOf(context, asker, counted, records),
        list: {keys: new Set(keys), since, again: () => again(context, asker, counted, keys, typed)},
    };
};

/** The same lines by what is stored now; without those that this person may not see any more. */
const again = async (
    context: AppContext,
    asker: Asker,
    counted: Counted,
    keys: readonly string[],
    typed: string,
): Promise<Answer> => {
    const language = await languageOf(context, asker.userId, asker.language);
    const sight = await visibleTo(context, asker.userId);
    const records: AlertRecord[] = [];
    for (const key of keys) {
        const record = await context.store.get(key);
        if (record && (await sight.seesAlert(record))) {
            records.push(record);
        }
    }
    const all = counted.all - (keys.length - records.length);
    return all === 0
        ? nothing({...asker, language}, typed, sight)
        : answerOf(context, {...asker, language}, {...counted, all}, records);
};

const nothing = ({language}: Asker, typed: string, sight: Sight): Answer => {
    const {ackEnds, found} = textsOf(language);
    const none = typed === '' ? ackEnds.none : ackEnds.noneLike(neutralize(typed.slice(0, 100)));
    return said(sight.everything ? none : `${none} ${found.yourChannels}`);
};

const answerOf = (context: AppContext, asker: Asker, counted: Counted, records: readonly AlertRecord[]): Answer => {
    const {oldAckDays, timeZone} = context.settings;
    const {page, pages, wanted, onlyOld} = counted;
    const words = textsOf(asker.language);
    const options = {
        language: asker.language,
        formatTime: timeFormat(asker.language, timeZone),
        siteUrl: asker.siteUrl,
        nowSeconds: serverSeconds(context),
    };
    const old = new Set(oldAcknowledgements(records, oldAckDays, options.nowSeconds).map(({record}) => record));
    const typed = [asker.command, ...wanted, ...(onlyOld ? [words.ackEnds.oldWord] : []), words.found.page, page + 1];
    const next = [...wanted, ...(onlyOld ? ['old'] : [])].join(' ');
    return {
        text: [
            headOf(counted, oldAckDays, words),
            ...changesOf(records, words, shortFormat(asker.language, timeZone, nowSeconds(context))(counted.at)),
            ...records.map((record) => acknowledgedLine(record, old.has(record), options)),
            ...(page < pages ? [words.found.next(typed.join(' ').replaceAll('`', "'"))] : []),
        ].join('\n'),
        attachments:
            page < pages ? [nextPageOf(context, asker, {list: 'acknowledged', typed: next, page: page + 1})] : [],
    };
};

/** What has become of them since they were counted. */
const changesOf = (records: readonly AlertRecord[], {found}: Texts, counted: string): readonly string[] => {
    const over = records.filter((record) => !isOpen(record)).length;
    const released = records.filter(({look}) => look !== 'acknowledged').length - over;
    const changes = [
        ...(released > 0 ? [found.changes.released(released)] : []),
        ...(over > 0 ? [found.changes.over(over)] : []),
    ];
    return changes.length === 0 ? [] : [found.sinceThen(counted, changes)];
};

const said = (text: string): Answer => ({text, attachments: []});

/** In either language, whatever the person's. */
const OLD = new Set(['old', 'alt']);

const filterOf = (typed: string) => {
    const {words, page} = parseProblemFilter(typed);
    const lower = words.map((word) => word.toLowerCase());
    return {wanted: lower.filter((word) => !OLD.has(word)), page, onlyOld: lower.some((word) => OLD.has(word))};
};

const isNamed = ({record: {alert}}: Acknowledged, word: string): boolean =>
    [alert.target.host.name, alert.target.service?.name ?? ''].some((name) => name.toLowerCase().includes(word));

const headOf = ({all, old, page, pages}: Counted, oldDays: number, {ackEnds, found}: Texts): string => {
    const parts = [
        `**${ackEnds.count(all)}**`,
        ...(old === 0 ? [] : [ackEnds.countOld(old, oldDays)]),
        ...(pages > 1 ? [found.pageOf(page, pages)] : []),
    ];
    return parts.join(', ');
};

import type {Acknowledged} from '../../domain/alert/old_acknowledgements';
import {parseProblemFilter} from '../../domain/alert/problem_filter';
import {acknowledgedLine} from '../../domain/post/acknowledged_list';
import {timeFormat} from '../../domain/post/alert_post';
import {neutralize} from '../../domain/text';
import {type Texts, textsOf} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {Answer, Asker} from '../commands/find_objects';
import {nextPageOf} from '../commands/next_page';
import {visibleTo} from '../people/visible_to';
import {readAcknowledged} from './read_acknowledged';

const PAGE = 20;

/**
 * A page of what is acknowledged, the oldest first.
 * @param typed part of a name, `old`, `page 2`
 * @throws AppError `forbidden`
 */
export const listAcknowledged = async (context: AppContext, asker: Asker, typed: string): Promise<Answer> => {
    const sight = await visibleTo(context, asker.userId);
    const words = textsOf(asker.language);
    const {wanted, page: asked, onlyOld} = filterOf(typed);
    const all: Acknowledged[] = [];
    for (const one of await readAcknowledged(context)) {
        if (await sight.seesAlert(one.record)) {
            all.push(one);
        }
    }
    const listed = all.filter((one) => (one.isOld || !onlyOld) && wanted.every((word) => isNamed(one, word)));
    if (listed.length === 0) {
        const filter = neutralize(typed.slice(0, 100));
        const nothing = typed === '' ? words.ackEnds.none : words.ackEnds.noneLike(filter);
        return said(sight.everything ? nothing : `${nothing} ${words.found.yourChannels}`);
    }
    const pages = Math.ceil(listed.length / PAGE);
    const page = Math.min(asked, pages);
    const options = {
        language: asker.language,
        formatTime: timeFormat(asker.language, context.settings.timeZone),
        siteUrl: asker.siteUrl,
        nowSeconds: serverSeconds(context),
    };
    const rows = listed.slice((page - 1) * PAGE, page * PAGE).map((one) => acknowledgedLine(one, options));
    const next = `${asker.command} ${[...wanted, ...(onlyOld ? [words.ackEnds.oldWord] : [])].join(' ')}`.trim();
    const typedNext = [...wanted, ...(onlyOld ? ['old'] : [])].join(' ');
    return {
        text: [
            headOf(listed, context.settings.oldAckDays, page, pages, words),
            ...rows,
            ...(page < pages ? [words.found.next(`${next.replaceAll('`', "'")} ${words.found.page} ${page + 1}`)] : []),
        ].join('\n'),
        attachments:
            page < pages ? [nextPageOf(context, asker, {list: 'acknowledged', typed: typedNext, page: page + 1})] : [],
    };
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

const headOf = (
    listed: readonly Acknowledged[],
    oldDays: number,
    page: number,
    pages: number,
    {ackEnds, found}: Texts,
): string => {
    const old = listed.filter(({isOld}) => isOld).length;
    const parts = [
        `**${ackEnds.count(listed.length)}**`,
        ...(old === 0 ? [] : [ackEnds.countOld(old, oldDays)]),
        ...(pages > 1 ? [found.pageOf(page, pages)] : []),
    ];
    return parts.join(', ');
};

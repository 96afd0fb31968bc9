import {ACTION_BULK_RETRY, LIMIT} from '#contract';
import {type BulkAction, type BulkObject, bulkObjectName, hasFailed, isDone} from '../action/bulk_action';
import {signBulk} from '../action/bulk_token';
import {HANDLED_COLOUR, stateColour} from '../alert/state';
import {cut, neutralize, oneLine} from '../text';
import {type Language, type Texts, textsOf} from '../texts';
import type {PostContent, TimeFormat} from './alert_post';

export interface BulkPostOptions {
    readonly language: Language;
    readonly formatTime: TimeFormat;
    /** undefined: two-way integration is off. */
    readonly actions?: {readonly url: string; readonly secret: string; readonly nowSeconds: number} | undefined;
}

/** Reasons, and objects with the same reason, that are named; the others are counted. */
const MOST_REASONS = 5;
const MOST_NAMES = 10;
const NAME_LENGTH = 80;
const REASON_LENGTH = 300;

type Attachment = Readonly<Record<string, unknown>>;

/** The post of a bulk action: who does what to how many, how many are confirmed, and at the end which are not and why. */
export const renderBulkPost = (
    head: BulkAction,
    objects: readonly BulkObject[],
    options: BulkPostOptions,
): PostContent => ({
    message: cut(`**${headlineOf(head, options)}: ${progressOf(head, objects, options)}**`, LIMIT.message),
    type: '',
    props: {attachments: [bulkAttachment(head, objects, options)]},
});

/** `Jane Roe (@jane) is acknowledging 340 objects on 12 hosts` */
const headlineOf = ({kind, asked, endedAt, ...head}: BulkAction, {language}: BulkPostOptions): string => {
    const texts = textsOf(language).bulk;
    const who = neutralize(asked?.by.author ?? '');
    return (endedAt === undefined ? texts.under : texts.over)[kind](who, texts.size(head));
};

/** `312 of 340 confirmed` */
const progressOf = (
    {before, objects: total}: BulkAction,
    objects: readonly BulkObject[],
    {language}: BulkPostOptions,
): string => {
    const done = objects.filter(isDone).length + (before?.done ?? 0);
    return textsOf(language).bulk.progress(done, before?.objects ?? total);
};

/** Everything below the headline. */
const bulkAttachment = (head: BulkAction, objects: readonly BulkObject[], options: BulkPostOptions): Attachment => {
    const texts = textsOf(options.language).bulk;
    const failed = objects.filter(hasFailed);
    const isOver = head.endedAt !== undefined;
    // Their part of what is stored was damaged, and set aside.
    const lost = head.objects - objects.length;
    const lines = [
        ...requestLines(head, options),
        ...(head.waits === undefined || isOver ? [] : [texts.waiting(neutralize(oneLine(head.waits, REASON_LENGTH)))]),
        ...othersLines(objects, texts),
        ...failedLines(failed, texts),
        ...(lost > 0 ? [texts.lost(lost)] : []),
    ];
    return {
        color: failed.length + lost > 0 ? stateColour('WARNING') : HANDLED_COLOUR,
        text: lines.join('\n'),
        ...(isOver && failed.length > 0 ? retryOf(head, failed.length, options) : {}),
    };
};

const requestLines = ({asked}: BulkAction, {language, formatTime}: BulkPostOptions): readonly string[] => {
    if (!asked || !('comment' in asked.request)) {
        return [];
    }
    const {request} = asked;
    const comment = neutralize(request.comment);
    return request.kind === 'schedule_downtime'
        ? [comment, textsOf(language).bulk.interval(formatTime(request.start), formatTime(request.end))]
        : [comment];
};

const othersLines = (objects: readonly BulkObject[], texts: Texts['bulk']): readonly string[] => {
    const elsewhere = objects.filter(({result}) => result === 'elsewhere').length;
    const recovered = objects.filter(({result}) => result === 'recovered').length;
    return [
        ...(elsewhere > 0 ? [texts.elsewhere(elsewhere)] : []),
        ...(recovered > 0 ? [texts.recovered(recovered)] : []),
    ];
};

/** Grouped by reason, the most frequent first. */
const failedLines = (failed: readonly BulkObject[], texts: Texts['bulk']): readonly string[] => {
    if (failed.length === 0) {
        return [];
    }
    const byReason = new Map<string, BulkObject[]>();
    for (const object of failed) {
        const {why = ''} = object;
        const known = byReason.get(why);
        if (known) {
            known.push(object);
        } else {
            byReason.set(why, [object]);
        }
    }
    const groups = [...byReason].toSorted(([, one], [, other]) => other.length - one.length);
    const lines = groups.slice(0, MOST_REASONS).map(([why, objects]) => {
        const names = objects
            .slice(0, MOST_NAMES)
            .map((object) => neutralize(oneLine(bulkObjectName(object), NAME_LENGTH)));
        const left = objects.length - names.length;
        const named = [...names, ...(left > 0 ? [texts.andMore(left)] : [])].join(', ');
        return `- ${named}${why === '' ? '' : `: ${neutralize(oneLine(why, REASON_LENGTH))}`}`;
    });
    const others = groups.slice(MOST_REASONS).reduce((sum, [, objects]) => sum + objects.length, 0);
    return [
        `**${texts.notConfirmed(failed.length)}**`,
        ...lines,
        ...(others > 0 ? [`- ${texts.andMore(others)}`] : []),
    ];
};

const retryOf = ({id}: BulkAction, count: number, {actions, language}: BulkPostOptions): Attachment =>
    actions
        ? {
              actions: [
                  {
                      id: ACTION_BULK_RETRY,
                      type: 'button',
                      name: textsOf(language).bulk.retry(count),
                      integration: {
                          url: actions.url,
                          context: {token: signBulk({does: 'retry', id}, actions.secret, actions.nowSeconds)},
                      },
                  },
              ],
          }
        : {};

import {LIMIT} from '#contract';
import {type AlertRecord, isUnhandled, postOf} from '../../domain/alert/record';
import type {PostContent} from '../../domain/post/alert_post';
import {mentionsIn} from '../../domain/subscription/loudness';
import {cut} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {CreatedPost} from './chat_port';
import {renderRecord} from './show_alert';

/**
 * The same as `renderRecord`, and as loud as its subscriptions want it. Only a new post: Mattermost notifies of nobody whom an
 * update mentions, and what an update says is the problem's state.
 */
export const renderNew = (context: AppContext, record: AlertRecord): PostContent => {
    const content = renderRecord(context, record);
    const {loud, escalatedAfter} = postOf(record);
    if (!isUnhandled(record) || (!loud && escalatedAfter === undefined)) {
        return content;
    }
    const mentions = mentionsIn(loud?.mention ?? '');
    const {loudness} = textsOf(context.settings.language);
    const why = escalatedAfter === undefined ? [] : [loudness.notTakenCareOf(escalatedAfter)];
    // On a line of its own, and last: the beginning is the push message.
    const tail = [...mentions, ...why].join(' ');
    const message = tail === '' ? content.message : `${cut(content.message, LIMIT.message - tail.length - 1)}\n${tail}`;
    return {...content, message, loud: {priority: loud?.priority ?? 'standard', mentions}};
};

/** Whoever is mentioned in vain, or a priority that Mattermost does not have, is told to administrators. */
export const sayWhatIsLacking = (context: AppContext, record: AlertRecord, made: CreatedPost): void => {
    const {loud} = postOf(record);
    if (!loud) {
        return;
    }
    context.calls.mentioned(made.channelId, mentionsIn(loud.mention));
    const topic = 'priority';
    const said = says(({loudness}) => loudness.withoutPriority);
    if (!made.withoutPriority) {
        if (loud.priority !== 'standard') {
            context.findings.settle(topic);
        }
    } else if (!context.findings.renew(topic, said)) {
        context.findings.problem(topic, said, {channel: made.channelId});
    }
};

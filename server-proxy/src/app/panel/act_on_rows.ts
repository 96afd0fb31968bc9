import type {PanelAction, PanelActionRequest, PanelOutcome} from '#contract';
import {parseComment} from '../../domain/action/ack_dialog';
import type {ActionRequest} from '../../domain/action/action_request';
import {isEarlierKey} from '../../domain/alert/alert_key';
import {type AlertRecord, postOf, seenOn, withPost} from '../../domain/alert/record';
import {AppError, asAppError} from '../../domain/errors';
import {says, textsOf} from '../../domain/texts';
import {beginAction, whyNot} from '../actions/begin_action';
import {requireAuthority} from '../actions/require_authority';
import {requireTwoWay} from '../actions/require_two_way';
import {type AppContext, nowSeconds} from '../app_context';
import {allowedUser} from '../people/policy';
import {type Sight, visibleTo} from '../people/visible_to';
import type {ChatUser} from '../posts/chat_port';

type Refused = PanelOutcome['refused'][number];

/**
 * Asks for the same of each problem, under the same rules as on its post.
 * @throws AppError for what concerns all of them: `bad_request` (a comment that is too short, say), `forbidden`, `two_way_off`
 */
export const actOnRows = async (
    context: AppContext,
    userId: string,
    {keys, action}: PanelActionRequest,
): Promise<PanelOutcome> => {
    requireTwoWay(context);
    const sight = await visibleTo(context, userId);
    const person = await context.chat.user(userId);
    const language = person.language ?? context.settings.language;
    const request = requestOf(context, person, action);
    const refused: Refused[] = [];
    // One after the other, so that other people's presses are not kept waiting behind hundreds.
    for (const key of new Set(keys)) {
        try {
            await actOn(context, sight, key, request);
        } catch (error) {
            refused.push({key, sentence: asAppError(error).sentence(language)});
        }
    }
    return {begun: new Set(keys).size - refused.length, refused};
};

/** @throws AppError `bad_request` */
const requestOf = (context: AppContext, person: ChatUser, action: PanelAction): ActionRequest => {
    const {ackDefaults, language} = context.settings;
    const spoken = person.language ?? language;
    switch (action.kind) {
        case 'acknowledge':
            return {
                kind: 'acknowledge',
                comment: parseComment(action.comment, ackDefaults, spoken),
                sticky: ackDefaults.sticky,
                notify: ackDefaults.notify,
                hostAndServices: false,
            };
        case 'schedule_downtime': {
            const start = nowSeconds(context);
            const word = textsOf(spoken).actions.downtimeWord;
            return {
                kind: 'schedule_downtime',
                comment: parseComment(action.comment, ackDefaults, spoken, word),
                start,
                end: start + action.minutes * 60,
                hostAndServices: false,
            };
        }
        case 'recheck':
            return {kind: 'recheck', hostAndServices: false};
    }
};

/** @throws AppError saying why not */
const actOn = async (context: AppContext, sight: Sight, key: string, request: ActionRequest): Promise<void> => {
    const record = isEarlierKey(key) ? undefined : await context.store.get(key);
    // What somebody may not see is not told apart from what is not there.
    if (!record || !(await sight.seesAlert(record))) {
        throw new AppError(
            'forbidden',
            says(({panel}) => panel.notThere),
        );
    }
    const reason = whyNot(record, request.kind, request);
    if (reason !== undefined) {
        throw new AppError('forbidden', reason);
    }
    const judged = await seenBy(context, record, sight.userId);
    // Whether buttons are to be trusted: where there are none, nobody pressed one.
    if (postOf(judged).postId !== '') {
        await requireAuthority(context, judged);
    }
    const user = await allowedUser(context, judged, {userId: sight.userId, action: request.kind});
    await beginAction(context, judged, user, request);
};

/**
 * The problem on the first of its posts on which this person may act: they may then act on the problem. One without a post belongs
 * to the default channel.
 */
const seenBy = async ({chat, settings}: AppContext, record: AlertRecord, userId: string): Promise<AlertRecord> => {
    for (const post of record.posts) {
        if (post.channelId !== '' && (await chat.mayActIn(userId, post.channelId))) {
            return seenOn(record, (one) => one === post) ?? record;
        }
    }
    const first = postOf(record);
    const channelId = first.channelId || record.alert.channel || settings.defaultChannel;
    return withPost(record, {...first, channelId});
};

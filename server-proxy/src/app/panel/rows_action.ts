import {MOST_PANEL_ROWS, type PanelAction, type PanelActionRequest, type PanelOutcome} from '#contract';
import {parseComment} from '../../domain/action/ack_dialog';
import {type BulkObject, type BulkRequest, hasFailed, isDone} from '../../domain/action/bulk_action';
import {isEarlierKey} from '../../domain/alert/alert_key';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {AppError} from '../../domain/errors';
import {placesOf} from '../../domain/panel/panel_row';
import {says, textsOf} from '../../domain/texts';
import {requireTwoWay} from '../actions/require_two_way';
import {type AppContext, nowSeconds} from '../app_context';
import type {BulkActions} from '../bulk/bulk_actions';
import {type Sight, visibleTo} from '../people/visible_to';
import type {ChatUser} from '../posts/chat_port';

const RECORDS_AT_ONCE = 300;

/**
 * Begins one bulk action for the problems that somebody has chosen in the panel, which shows how far it is: no post is made.
 * @throws AppError for what concerns all of them: `bad_request` (a comment that is too short, say), `forbidden`, `two_way_off`
 */
export const beginRowsAction = async (
    context: AppContext,
    bulk: BulkActions,
    userId: string,
    {press, keys, action}: PanelActionRequest,
): Promise<PanelOutcome> => {
    requireTwoWay(context);
    const sight = await visibleTo(context, userId);
    const person = await context.chat.user(userId);
    const request = requestOf(context, person, action);
    const {objects, hidden, channel} = await chosen(context, sight, keys);
    const sentence = textsOf(person.language ?? context.settings.language).panel.notThere;
    const refused = hidden.map((key) => ({key, sentence}));
    if (objects.length === 0) {
        return {id: '', objects: 0, done: 0, over: true, refused};
    }
    const place = {channel, isGuest: true as const};
    const {head} = await bulk.start({userId, objects, request, place, once: `${userId}.${press}`});
    const begun = await rowsActionOf(bulk, userId, head.id);
    return {...begun, refused: [...refused, ...begun.refused].slice(0, MOST_PANEL_ROWS)};
};

/**
 * How far it is.
 * @throws AppError `bad_request` unless this person has begun it, not long ago
 */
export const rowsActionOf = async (
    bulk: Pick<BulkActions, 'progressOf'>,
    userId: string,
    id: string,
): Promise<PanelOutcome> => {
    const found = await bulk.progressOf(id);
    if (found?.head.asked?.by.userId !== userId) {
        throw new AppError(
            'bad_request',
            says(({panel}) => panel.noAction),
        );
    }
    const {head, objects} = found;
    return {
        id,
        objects: head.objects,
        done: objects.filter(isDone).length,
        over: head.endedAt !== undefined,
        ...(head.waits !== undefined && head.endedAt === undefined && {waits: head.waits}),
        refused: objects.filter(hasFailed).map(({key, why = ''}) => ({key, sentence: why})),
    };
};

/** @throws AppError `bad_request` */
const requestOf = (context: AppContext, person: ChatUser, action: PanelAction): BulkRequest => {
    const {ackDefaults, language} = context.settings;
    const spoken = person.language ?? language;
    switch (action.kind) {
        case 'acknowledge': {
            const {sticky, notify} = ackDefaults;
            return {kind: 'acknowledge', comment: parseComment(action.comment, ackDefaults, spoken), sticky, notify};
        }
        case 'schedule_downtime': {
            const start = nowSeconds(context);
            const word = textsOf(spoken).actions.downtimeWord;
            const comment = parseComment(action.comment, ackDefaults, spoken, word);
            return {kind: 'schedule_downtime', comment, start, end: start + action.minutes * 60};
        }
        case 'recheck':
            return {kind: 'recheck'};
    }
};

interface Chosen {
    readonly objects: readonly BulkObject[];
    /** What somebody may not see is not told apart from what is not there. */
    readonly hidden: readonly string[];
    /** One in which the person sees one of the objects. */
    readonly channel: string;
}

const chosen = async (context: AppContext, sight: Sight, keys: readonly string[]): Promise<Chosen> => {
    const {store, settings} = context;
    const wanted = [...new Set(keys)].filter((key) => !isEarlierKey(key));
    const seen: AlertRecord[] = [];
    for (const part of chunksOf(wanted, RECORDS_AT_ONCE)) {
        for (const record of await store.readFollowed(part)) {
            if (isOpen(record) && (await sight.seesAlert(record))) {
                seen.push(record);
            }
        }
    }
    const shown = new Set(seen.map(({key}) => key));
    const channels = seen.flatMap((record) => placesOf(record, settings.defaultChannel).channels);
    return {
        objects: seen.map(objectOf),
        hidden: [...new Set(keys)].filter((key) => !shown.has(key)),
        channel: channels.find(sight.isIn) ?? settings.defaultChannel,
    };
};

const objectOf = ({key, alert: {target}}: AlertRecord): BulkObject => ({
    key,
    hostName: target.host.name,
    ...(target.service && {serviceName: target.service.name}),
});

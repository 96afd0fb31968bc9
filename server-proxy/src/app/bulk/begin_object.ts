import type {State} from '#contract';
import type {ActionRequest, PendingAction} from '../../domain/action/action_request';
import type {BulkAction, BulkObject, BulkRequest} from '../../domain/action/bulk_action';
import {pendingAction, withPending} from '../../domain/action/pending_action';
import type {Alert, TargetIds} from '../../domain/alert/alert';
import {carrierKey, targetOf} from '../../domain/alert/alert_key';
import {recordOf} from '../../domain/alert/found_record';
import {reading} from '../../domain/alert/observation';
import {type AlertRecord, isOpen, postOf, seenOn} from '../../domain/alert/record';
import {newRecord, observe} from '../../domain/alert/reducer';
import {asAppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {type Said, textsOf} from '../../domain/texts';
import {strategyOf} from '../actions';
import {whyNot} from '../actions/begin_action';
import {requireAuthority} from '../actions/require_authority';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import type {StatusReading} from '../catch_up/readings_port';
import {allowedUser} from '../people/policy';

export type Asked = NonNullable<BulkAction['asked']>;

/** Of one part. */
export interface Beginning {
    readonly head: BulkAction & {readonly asked: Asked};
    readonly part: number;
    readonly readings: ReadonlyMap<string, StatusReading>;
    /** When they were asked for, on openITCOCKPIT's clock. */
    readonly askedAt: number;
    /** Why the person may not act in a channel; asked once for each. */
    readonly refusals: Map<string, Promise<Said | undefined>>;
}

/** The key of the record that holds the action; or how it ended before it began. */
type Begun = {readonly recordKey: string} | Pick<Required<BulkObject>, 'result' | 'why'>;

/** Id of the action in each object's record. */
export const actionId = ({id}: Pick<BulkAction, 'id'>): string => `bulk ${id}`;

/**
 * Puts the ordinary action into the object's record. An object of which no open problem is known gets a record that holds
 * nothing else, and is forgotten at its end.
 * @throws AppError of the store or of Mattermost, when it is to be tried again
 */
export const beginObject = async (context: AppContext, begins: Beginning, object: BulkObject): Promise<Begun> => {
    const texts = textsOf(context.settings.language);
    const known = await heldIn(context, begins.head, object);
    if (known) {
        return {recordKey: known};
    }
    const seen = begins.readings.get(object.key);
    if (seen === undefined || seen === 'deleted') {
        return {result: 'refused', why: seen ? texts.alerts.notMonitored : texts.bulk.notTold};
    }
    const {state} = seen;
    if (state === undefined) {
        return {result: 'refused', why: texts.alerts.notMonitored};
    }
    const record = await context.store.get(object.key);
    const living = record && isOpen(record) ? record : undefined;
    const acted = await actedOn(context, begins, object, living);
    if (acted.refusal) {
        return {result: 'refused', why: acted.refusal(context.settings.language)};
    }
    const observed = (current: AlertRecord): AlertRecord =>
        observe(current, reading(seen, begins.askedAt, serverSeconds(context)));
    const whole = {...seen, target: targetOf(object.key)};
    const recordKey = living ? object.key : carrierKey(object.key);
    let early: Begun | undefined;
    const stored = await context.store.update(recordKey, (current) => {
        early = undefined;
        if (pendingAction(current, actionId(begins.head))) {
            return current;
        }
        const base = living ? current && observed(current) : carrierOf(context, object.key, whole, state);
        const asked = base && actionFor(begins, base, acted.channelId);
        early = whyNotBegun(context, base, asked?.request);
        return base && asked && !early ? begun(base, asked) : current;
    });
    if (living && stored && !early) {
        // The post of a storm says that it is under way; nothing else would tell it before the end.
        context.storms.note(stored);
    }
    return early ?? {recordKey};
};

/** Begun before a restart. */
export const heldIn = async ({store}: AppContext, head: BulkAction, {key}: BulkObject): Promise<string | undefined> => {
    for (const recordKey of [key, carrierKey(key)]) {
        if (pendingAction(await store.get(recordKey), actionId(head))) {
            return recordKey;
        }
    }
    return undefined;
};

const carrierOf = (
    context: AppContext,
    key: string,
    seen: Parameters<typeof recordOf>[0],
    state: State,
): AlertRecord => ({...recordOf(seen, state, serverSeconds(context)), key: carrierKey(key)});

const actionFor = ({head, part}: Beginning, record: AlertRecord, channel: string): PendingAction => {
    const {asked} = head;
    const {postId, channelId} = record.posts.find((post) => post.channelId === channel) ?? postOf(record);
    return {
        ...asked.by,
        id: actionId(head),
        postId,
        channelId,
        askedAt: asked.at,
        attempts: 0,
        request: requestFor(asked.request, record),
        bulk: {id: head.id, part},
    };
};

const requestFor = (request: BulkRequest, {ack}: AlertRecord): ActionRequest =>
    request.kind === 'remove_acknowledgement'
        ? {...request, ackAt: ack?.at ?? 0}
        : {...request, hostAndServices: false};

const begun = (record: AlertRecord, action: PendingAction): AlertRecord => {
    const began = strategyOf(action.request.kind)?.began?.(record, action) ?? record;
    return {...withPending(began, action), updatedAt: action.askedAt};
};

/** What there is nothing left to do about has ended well: somebody else was faster, or it has recovered. */
const whyNotBegun = (
    context: AppContext,
    record: AlertRecord | undefined,
    request: ActionRequest | undefined,
): Begun | undefined => {
    const {language} = context.settings;
    const texts = textsOf(language);
    if (!record || !request || (request.kind === 'recheck' && !isOpen(record))) {
        return {result: 'recovered', why: texts.alerts.recoveredMeanwhile};
    }
    const isHandled = request.kind === 'schedule_downtime' ? record.inDowntime : record.look === 'acknowledged';
    if (request.kind === 'remove_acknowledgement' ? !isHandled : !isOpen(record) && request.kind === 'acknowledge') {
        return request.kind === 'acknowledge'
            ? {result: 'recovered', why: texts.alerts.recoveredMeanwhile}
            : {result: 'gone', why: ''};
    }
    if (request.kind === 'schedule_downtime') {
        return isHandled ? {result: 'elsewhere', why: texts.actions.alreadyInDowntime} : undefined;
    }
    if (request.kind === 'acknowledge' && isHandled) {
        return {result: 'elsewhere', why: texts.alerts.acknowledgedElsewhere(neutralize(record.ack?.author ?? '?'))};
    }
    const reason = whyNot(record, request.kind, request);
    return reason && {result: 'refused', why: reason(language)};
};

/** Where the person acts on an object, or why they may not. */
interface ActedOn {
    readonly channelId: string;
    readonly refusal?: Said | undefined;
}

/**
 * Policy, channel and authority as for a single press; asked once for each channel. Of a problem with posts in several channels,
 * the first counts in which the person may act; one without a post belongs to the channel it was sent to, or to that of the bulk
 * action.
 */
const actedOn = async (
    context: AppContext,
    begins: Beginning,
    object: BulkObject,
    living: AlertRecord | undefined,
): Promise<ActedOn> => {
    const posted = (living?.posts ?? []).map(({channelId}) => channelId).filter((id) => id !== '');
    const channels = posted.length > 0 ? posted : [living?.alert.channel || begins.head.channel];
    const [first = '', ...others] = channels;
    let [channelId, refusal] = [first, await refusalIn(context, begins, object, first)];
    for (const other of refusal ? others : []) {
        if ((await refusalIn(context, begins, object, other)) === undefined) {
            [channelId, refusal] = [other, undefined];
            break;
        }
    }
    const seen = living && (seenOn(living, (post) => post.channelId === channelId) ?? living);
    return {channelId, refusal: refusal ?? (seen ? await whyWithoutAuthority(context, seen) : undefined)};
};

const refusalIn = (
    context: AppContext,
    {head, refusals}: Beginning,
    object: BulkObject,
    channelId: string,
): Promise<Said | undefined> => {
    const ask = async (): Promise<Said | undefined> => {
        try {
            const {userId} = head.asked.by;
            await allowedUser(context, standIn(context, object, channelId), {userId, action: head.kind});
            return undefined;
        } catch (error) {
            return asRefusal(error);
        }
    };
    const found = refusals.get(channelId) ?? ask();
    refusals.set(channelId, found);
    return found;
};

const whyWithoutAuthority = async (context: AppContext, record: AlertRecord): Promise<Said | undefined> => {
    if (postOf(record).postId === '') {
        return undefined;
    }
    try {
        await requireAuthority(context, record);
        return undefined;
    } catch (error) {
        return asRefusal(error);
    }
};

const asRefusal = (error: unknown): Said => {
    const known = asAppError(error);
    if (known.code !== 'forbidden') {
        throw known;
    }
    return (language) => known.sentence(language);
};

/** For what has no post: whoever may act where the bulk action is shown may act on it. */
export const standIn = (context: AppContext, object: BulkObject, channelId: string): AlertRecord => {
    const record = newRecord(alertOf(object), '', nowSeconds(context));
    return {...record, posts: record.posts.map((post) => ({...post, channelId}))};
};

export const targetsOf = (objects: readonly BulkObject[]): readonly TargetIds[] =>
    objects.map(({key}) => targetOf(key));

const alertOf = (object: BulkObject): Alert => {
    const {hostUuid, serviceUuid} = targetOf(object.key);
    const {hostName, serviceName = ''} = object;
    return {
        target: {
            host: {uuid: hostUuid, name: hostName},
            ...(serviceUuid === undefined ? {} : {service: {uuid: serviceUuid, name: serviceName}}),
        },
        notificationType: 'PROBLEM',
        state: serviceUuid === undefined ? 'DOWN' : 'CRITICAL',
        output: '',
        problemId: '',
        author: '',
        comment: '',
        channel: '',
        noEmoji: false,
    };
};

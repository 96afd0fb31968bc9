import {isProblemState} from '#contract';
import type {ActionToken} from '../../domain/action/action_token';
import {targetIds} from '../../domain/alert/alert';
import {isEarlierKey} from '../../domain/alert/alert_key';
import {alertOf} from '../../domain/alert/found_record';
import {type AlertRecord, isListed, isOpen, isThere, postOf, seenOn} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {permalink} from '../../domain/post/links';
import {type Said, says} from '../../domain/texts';

import type {AppContext} from '../app_context';
import {takeReading} from '../catch_up/take_reading';
import {receiveNotification} from '../notifications/receive_notification';
import {requireActor, requireAlertChannel} from '../people/policy';
import {visibleObjects} from '../people/visible_objects';
import {visibleTo} from '../people/visible_to';
import type {RoutedObject} from '../routing/routing';
import {readStatus} from './object_state';

interface Located {
    readonly record: AlertRecord;
    /** Sentence for the person who pressed, ahead of the answer to the press; undefined = none. */
    readonly note: Said | undefined;
}

/**
 * The record that a button in a command's answer acts on: that of the problem's post. A problem that was never notified
 * here first gets a post in the default channel, so that everybody sees what is done about it.
 * @throws AppError `bad_signature` when the answer was for another person; `forbidden`, `openitcockpit_*`, `mattermost_*`
 */
export const locateListed = async (context: AppContext, token: ActionToken, userId: string): Promise<Located> => {
    if (token.userId !== userId) {
        throw new AppError('bad_signature', 'This button was made for another person.');
    }
    const known = await livingRecord(context, token.key);
    return known ? {record: known, note: undefined} : postNow(context, token, userId);
};

/**
 * Somebody picked a problem in the menu of a list: it gets a post of its own, unless it has one.
 * @param key of its alert, as the client sent it
 * @returns a sentence for them
 * @throws AppError `bad_request` for what was in no list; `forbidden`, `openitcockpit_*`, `mattermost_*`
 */
export const pickListed = async (context: AppContext, userId: string, key: string): Promise<Said | undefined> => {
    await requireActor(context, userId);
    await requireAlertChannel(context, userId);
    const known = isEarlierKey(key) ? undefined : await context.store.get(key);
    if (!known || known.look === 'info' || !(await (await visibleTo(context, userId)).seesAlert(known))) {
        throw new AppError(
            'bad_request',
            says(({actions}) => actions.choiceNotOffered),
        );
    }
    if (await livingRecord(context, key)) {
        return says(({found}) => found.posted(''));
    }
    const {note} = await postNow(context, {key, alert: known.alert}, userId);
    return note;
};

/** The record of an open problem that has a post, or is in a list. */
export const livingRecord = async (
    {store}: Pick<AppContext, 'store'>,
    key: string,
): Promise<AlertRecord | undefined> => {
    const record = await store.get(key);
    return record && isOpen(record) ? (seenOn(record, isThere) ?? seenOn(record, isListed)) : undefined;
};

type Wanted = Pick<ActionToken, 'key' | 'alert' | 'siteUrl'>;

const postNow = async (context: AppContext, token: Wanted, userId: string): Promise<Located> => {
    await requireActor(context, userId);
    await requireAlertChannel(context, userId);
    const {status, askedAt} = await readStatus(context, token);
    await requireSeen(context, userId, {...status, target: targetIds(token.alert.target)});
    if (status.state === undefined) {
        throw new AppError(
            'forbidden',
            says(({alerts}) => alerts.notMonitored),
        );
    }
    const {state} = status;
    if (!isProblemState(state)) {
        throw new AppError(
            'forbidden',
            says(({found}) => found.isOver(state)),
        );
    }
    const alert = alertOf({...status, target: targetIds(token.alert.target)}, status.state);
    const {routes} = await context.routing.ofNew(alert);
    // What nobody wants is asked for here, so it is shown where everybody sees what is done about it.
    const channel = routes.length === 0 ? context.settings.defaultChannel : '';
    await receiveNotification(context, {...alert, channel});
    const mark = context.latestReadings.mark();
    const posted = await livingRecord(context, token.key);
    if (posted) {
        await takeReading(context, posted, status, askedAt, mark);
    }
    const record = await livingRecord(context, token.key);
    if (!record) {
        const isOver = (await context.store.get(token.key))?.look === 'recovered';
        throw isOver
            ? new AppError(
                  'forbidden',
                  says(({alerts}) => alerts.alreadyRecovered),
              )
            : new AppError(
                  'busy',
                  says(({found}) => found.onItsWay),
              );
    }
    const link = permalink(token.siteUrl ?? '', postOf(record).postId);
    return {record, note: says(({found}) => found.posted(link))};
};

/** The list was shown to them, but they may have left the channel since. */
const requireSeen = async (context: AppContext, userId: string, object: RoutedObject): Promise<void> => {
    const [seen] = await visibleObjects(context, await visibleTo(context, userId), [object]);
    if (!seen) {
        throw new AppError(
            'forbidden',
            says(({panel}) => panel.notThere),
        );
    }
};

import {alertKey} from '../../domain/alert/alert_key';
import {chunksOf} from '../../domain/chunks';
import {placesOf} from '../../domain/panel/panel_row';
import type {AppContext} from '../app_context';
import type {AlertStore} from '../posts/alert_store';
import type {RoutedObject} from '../routing/routing';
import type {Sight} from './visible_to';

/** For facts that openITCOCKPIT has not told yet: only the first object waits for them. */
const PATIENCE_MS = 3000;
const JUDGED_AT_ONCE = 100;

type Context = Pick<AppContext, 'routing' | 'clock'> & {readonly store: Pick<AlertStore, 'readFollowed'>};

/**
 * Those objects of openITCOCKPIT that this person may see: their problem has a post in a channel of theirs, or would come to
 * one. By what channels subscribe, what they hold posts of, and what the default channel takes.
 * @throws AppError `mattermost_*`; also when the subscriptions cannot be read
 */
export const visibleObjects = async <T extends RoutedObject>(
    context: Context,
    sight: Sight,
    objects: readonly T[],
): Promise<readonly T[]> => {
    if (sight.everything) {
        return objects;
    }
    const seen: T[] = [];
    for (const some of chunksOf(objects, JUDGED_AT_ONCE)) {
        const isFirst = some[0] === objects[0];
        if (!isFirst) {
            // Thousands, each with hundreds of subscriptions, are no reason to keep others waiting.
            await context.clock.sleep(0);
        }
        seen.push(...(await seenAmong(context, sight, some, isFirst ? PATIENCE_MS : 0)));
    }
    return seen;
};

const seenAmong = async <T extends RoutedObject>(
    {store, routing}: Context,
    sight: Sight,
    objects: readonly T[],
    patienceMs: number,
): Promise<readonly T[]> => {
    const records = await store.readFollowed(objects.map(({target}) => alertKey(target)));
    const byKey = new Map(records.map((record) => [record.key, record]));
    const seen: T[] = [];
    for (const [at, object] of objects.entries()) {
        const record = byKey.get(alertKey(object.target));
        const posted = record ? placesOf(record, '') : {channels: [], posts: []};
        const wanting = sight.isGuest ? [] : await routing.audienceOf(object, at === 0 ? patienceMs : 0);
        const places = {
            channels: [...posted.channels, ...wanting].filter((channel) => channel !== ''),
            posts: posted.posts,
        };
        await sight.learn(places.channels);
        if (sight.sees(places)) {
            seen.push(object);
        }
    }
    return seen;
};

import {alertKey} from '../../domain/alert/alert_key';
import type {AlertRecord} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {placesOf} from '../../domain/panel/panel_row';
import type {AppContext} from '../app_context';
import type {AlertStore} from '../posts/alert_store';
import type {RoutedObject} from '../routing/routing';
import type {Sight} from './visible_to';

/** For facts that openITCOCKPIT has not told yet: only the first object waits for them. */
const PATIENCE_MS = 3000;
const RECORDS_AT_ONCE = 300;

type Context = Pick<AppContext, 'routing'> & {readonly store: Pick<AlertStore, 'readFollowed'>};

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
    const records = await recordsOf(context, objects);
    const seen: T[] = [];
    for (const [at, object] of objects.entries()) {
        const record = records.get(alertKey(object.target));
        const posted = record ? placesOf(record, '') : {channels: [], posts: []};
        const wanting = sight.isGuest ? [] : await context.routing.audienceOf(object, at === 0 ? PATIENCE_MS : 0);
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

const recordsOf = async (
    {store}: Context,
    objects: readonly RoutedObject[],
): Promise<ReadonlyMap<string, AlertRecord>> => {
    const found = new Map<string, AlertRecord>();
    for (const keys of chunksOf(
        objects.map(({target}) => alertKey(target)),
        RECORDS_AT_ONCE,
    )) {
        for (const record of await store.readFollowed(keys)) {
            found.set(record.key, record);
        }
    }
    return found;
};

import {targetOf} from '../../domain/alert/alert_key';
import type {AlertPost, AlertRecord} from '../../domain/alert/record';
import {type Places, placesOf} from '../../domain/panel/panel_row';
import type {Episode} from '../../domain/shift/episode';
import type {Language} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {visibleTo} from '../people/visible_to';

/** For whom a hand-over or a report is made: what they see, in their language and time zone. */
export interface Viewer {
    readonly language: Language;
    readonly timeZone: string;
    /** How the sources of alerts are is no business of guests. */
    readonly isGuest: boolean;
    /** @throws AppError `mattermost_*` */
    sees(places: readonly Places[]): Promise<readonly boolean[]>;
}

/** @throws AppError `forbidden` for accounts that see nothing at all, `mattermost_*` */
export const personViewer = async (context: AppContext, userId: string): Promise<Viewer> => {
    const [sight, {language, timeZone, isGuest}] = await Promise.all([
        visibleTo(context, userId),
        context.chat.user(userId),
    ]);
    const {settings} = context;
    return {
        language: language ?? settings.language,
        timeZone: timeZone || settings.timeZone,
        isGuest,
        sees: async (places) => {
            await sight.learn(places.flatMap(({channels}) => channels));
            return places.map((place) => sight.sees(place));
        },
    };
};

/** Whoever reads a channel: what is at home there. @param channel id, or `team/channel` */
export const channelViewer = async (
    context: AppContext,
    channel: string,
    timeZone = context.settings.timeZone,
): Promise<Viewer> => {
    const wanted = await context.routing.idOf(channel);
    const ids = new Map<string, boolean>();
    const isIt = async (one: string): Promise<boolean> => {
        const known = ids.get(one) ?? (one === wanted || (await context.routing.idOf(one)) === wanted);
        ids.set(one, known);
        return known;
    };
    const isThere = async (channels: readonly string[]): Promise<boolean> => {
        for (const one of channels) {
            if (await isIt(one)) {
                return true;
            }
        }
        return false;
    };
    return {
        language: context.settings.language,
        timeZone,
        isGuest: false,
        sees: async (places) => {
            const seen: boolean[] = [];
            for (const {channels} of places) {
                seen.push(await isThere(channels));
            }
            return seen;
        },
    };
};

/** Whoever can read the settings of the service. */
export const operatorViewer = ({settings}: Pick<AppContext, 'settings'>, language: Language): Viewer => ({
    language,
    timeZone: settings.timeZone,
    isGuest: false,
    sees: async (places) => places.map(() => true),
});

/** Those of these things that a viewer sees. */
export const seenBy = async <T>(
    viewer: Viewer,
    things: readonly T[],
    placeOf: (thing: T) => Places,
): Promise<readonly T[]> => {
    const seen = await viewer.sees(things.map(placeOf));
    return things.filter((_, at) => seen[at]);
};

export const placesOfRecord =
    ({settings}: Pick<AppContext, 'settings'>) =>
    (record: AlertRecord): Places =>
        placesOf(record, settings.defaultChannel);

export const placesOfEpisode = ({channels, posted}: Pick<Episode, 'channels' | 'posted'>): Places => ({
    channels,
    posts: posted.map(postIn),
});

const postIn = (channelId: string): AlertPost => ({channelId, postId: '', nonce: '', wanted: 0, shown: 0});

/** A host, or a service on it. */
export interface NamedObject {
    /** Key of its alerts. */
    readonly key: string;
    readonly host: string;
    readonly service?: string;
}

/**
 * Where an object is at home: the channels of its newest problem, or those that would get one.
 * @throws AppError when a store is away
 */
export const placesOfObject = async (context: AppContext, {key, host, service}: NamedObject): Promise<Places> => {
    const record = await context.store.get(key);
    if (record && record.look !== 'info') {
        return placesOfRecord(context)(record);
    }
    const object = {target: targetOf(key), hostName: host, serviceName: service};
    return {channels: await context.routing.audienceOf(object, 0), posts: []};
};

import * as z from 'zod/mini';
import {isProblemState, LIMIT, type State} from '#contract';
import {isEarlierKey} from '../alert/alert_key';
import {type AlertRecord, isOpen} from '../alert/record';
import {placesOf} from '../panel/panel_row';
import {cut} from '../text';

/** How a problem ended. `unknown`: a later one of its object was heard of before its end. */
export type EpisodeEnd = 'recovered' | 'gone' | 'unknown';

/** One problem from its beginning to its end, as much as statistics need of it. Times in Unix seconds. */
export interface Episode {
    /** When this was written down. */
    readonly at: number;
    /** Key of its object. */
    readonly key: string;
    readonly host: string;
    /** Absent for a host. */
    readonly service?: string;
    /** The last bad one. */
    readonly state?: State;
    readonly opened: number;
    /** First acknowledged, and by whom. */
    readonly acked?: number;
    readonly by?: string;
    /** Absent: it is open. */
    readonly closed?: number;
    readonly end?: EpisodeEnd;
    /** Where it was at home in Mattermost, each channel as an id or as `team/channel`: who is there may see it. */
    readonly channels: readonly string[];
    /** Those among them in which it had a post, which is all that guests see. */
    readonly posted: readonly string[];
}

/** Layout of what is stored. */
const EPISODE_VERSION = 1;

const TIME = z.number();

const EPISODE = z.looseObject({
    version: z.literal(EPISODE_VERSION),
    at: TIME,
    key: z.string(),
    host: z.string(),
    service: z.optional(z.string()),
    opened: TIME,
    acked: z.optional(TIME),
    closed: z.optional(TIME),
    channels: z.array(z.string()),
    posted: z.array(z.string()),
});

/** As it is stored. */
export interface StoredEpisode extends Episode {
    readonly version: typeof EPISODE_VERSION;
}

export const storedEpisode = (episode: Episode): StoredEpisode => ({version: EPISODE_VERSION, ...episode});

/** @throws for what is damaged, or written by a newer version */
export const readStoredEpisode = (value: unknown): StoredEpisode => EPISODE.parse(value) as StoredEpisode;

export const episodeIn = ({version: _version, ...episode}: StoredEpisode): Episode => episode;

/** @param before what was known of its state, as the record of a problem that is over says OK */
const episodeOf = (record: AlertRecord, before: AlertRecord | undefined, now: number, home: string): Episode => {
    const {key, alert, since, ages, look, ack} = record;
    const {channels, posts} = placesOf(record, home);
    const {service} = alert.target;
    const bad = [alert.state, before?.alert.state].find((state) => state !== undefined && isProblemState(state));
    return {
        at: now,
        key: key.split('#', 1)[0] ?? key,
        host: cut(alert.target.host.name, LIMIT.name),
        ...(service ? {service: cut(service.name, LIMIT.name)} : {}),
        ...(bad === undefined ? {} : {state: bad}),
        opened: since ?? Math.floor(ages.opened.earliest),
        ...(ack && look === 'acknowledged' ? {acked: ack.at, by: ack.author} : {}),
        channels,
        posted: [...new Set(posts.map(({channelId}) => channelId))],
    };
};

const closedAs = (episode: Episode, closed: number, end: EpisodeEnd): Episode => ({
    ...episode,
    closed: Math.max(closed, episode.opened),
    end,
});

const isProblem = ({key, look, intent, tests}: AlertRecord): boolean =>
    look !== 'info' && !intent && !tests && !key.includes('~');

/**
 * The problem that a record shows now.
 * @param home the default channel, where what has no post is at home
 * @returns undefined for what is no problem
 */
export const shownEpisode = (record: AlertRecord, now: number, home: string): Episode | undefined => {
    if (!isProblem(record)) {
        return undefined;
    }
    const episode = episodeOf(record, undefined, now, home);
    return isOpen(record) ? episode : ending(record, episode);
};

const ending = (record: AlertRecord, episode: Episode): Episode => {
    if (record.look === 'gone') {
        return closedAs(episode, record.missingSince ?? record.updatedAt, 'gone');
    }
    return record.superseded || record.recoveredAt === undefined
        ? closedAs(episode, record.updatedAt, 'unknown')
        : closedAs(episode, record.recoveredAt, 'recovered');
};

/**
 * What a change of a record means for the history: a problem was acknowledged, ended, or turned out not to have ended. Pure.
 * @param now Unix seconds
 */
export const episodesIn = (
    before: AlertRecord | undefined,
    after: AlertRecord,
    now: number,
    home: string,
): readonly Episode[] => {
    if (!isProblem(after)) {
        return [];
    }
    const known = before && isProblem(before) ? before : undefined;
    const episode = episodeOf(after, known, now, home);
    if (!isOpen(after)) {
        return isNewEnd(known, after) ? [ending(after, withAckOf(episode, known))] : [];
    }
    const next = known && after.ages.after !== known.ages.after ? after.ages.after : undefined;
    if (known && next && isOpen(known)) {
        const ended = episodeOf(known, undefined, now, home);
        return [closedAs(ended, Math.floor(next.earliest), 'recovered')];
    }
    const isAckNews = after.look === 'acknowledged' && known?.look !== 'acknowledged';
    const isReopened = known !== undefined && !isOpen(known) && !isEarlierKey(after.key);
    return isAckNews || isReopened ? [episode] : [];
};

const isNewEnd = (before: AlertRecord | undefined, after: AlertRecord): boolean =>
    before
        ? isOpen(before) || before.recoveredAt !== after.recoveredAt || before.superseded !== after.superseded
        : isEarlierKey(after.key);

const withAckOf = (episode: Episode, before: AlertRecord | undefined): Episode =>
    before?.look === 'acknowledged' && before.ack ? {...episode, acked: before.ack.at, by: before.ack.author} : episode;

/**
 * One episode for each problem, whatever was written down about it and however often: what was written last counts, but for its
 * first acknowledgement. In the order in which they began.
 */
export const mergedEpisodes = (written: readonly Episode[]): readonly Episode[] => {
    const byKey = new Map<string, Episode[]>();
    for (const episode of written.toSorted((one, other) => one.at - other.at)) {
        const known = byKey.get(episode.key);
        if (!known) {
            byKey.set(episode.key, [episode]);
            continue;
        }
        const same = sameAs(episode, known);
        if (same === undefined) {
            known.push(episode);
        } else {
            known[known.indexOf(same)] = mergedWith(same, episode);
        }
    }
    return [...byKey.values()].flat().toSorted((one, other) => one.opened - other.opened);
};

/** An object has one problem at a time: what overlaps is the same, although its beginning may only be known later. */
const sameAs = (episode: Episode, known: readonly Episode[]): Episode | undefined =>
    known.find(({opened}) => opened === episode.opened) ??
    known.findLast(
        ({opened, closed = Number.MAX_SAFE_INTEGER}) =>
            episode.opened < closed && opened < (episode.closed ?? Number.MAX_SAFE_INTEGER),
    );

const mergedWith = (before: Episode, after: Episode): Episode => {
    const first = [before, after]
        .filter((one) => one.acked !== undefined)
        .toSorted((one, other) => (one.acked ?? 0) - (other.acked ?? 0))[0];
    const state = after.state ?? before.state;
    return {
        ...after,
        ...(state === undefined ? {} : {state}),
        ...(first?.acked === undefined ? {} : {acked: first.acked}),
        ...(first?.by === undefined ? {} : {by: first.by}),
    };
};

/** `Ping on web01`, or `web01`. @param on the word between them */
export const episodeName = ({host, service}: Pick<Episode, 'host' | 'service'>, on: string): string =>
    service === undefined ? host : `${service} ${on} ${host}`;

import {createHash} from 'node:crypto';
import {isDeepStrictEqual} from 'node:util';
import {
    isHandled,
    isProblemState,
    LIMIT,
    PANEL_OUTPUT,
    type PanelCounts,
    type PanelRow,
    rankOf,
    type State,
} from '#contract';
import {holderOf, ownerOf} from '../alert/ack_details';
import {targetIds} from '../alert/alert';
import {isEarlierKey} from '../alert/alert_key';
import {type AlertPost, type AlertRecord, isOpen, isThere} from '../alert/record';
import {deepLinks, type LinkStyle} from '../post/links';
import {cut} from '../text';

/** Where an alert is at home in Mattermost, which decides who may see it. */
export interface Places {
    /** The channels whose members may see it, each as an id or as `team/channel`. */
    readonly channels: readonly string[];
    /** Those of its posts that are there. */
    readonly posts: readonly AlertPost[];
}

/** A row of the panel as the server keeps it: what it says depends on who asks. */
export interface PanelEntry extends Places {
    readonly key: string;
    readonly row: Omit<PanelRow, 'mine' | 'posts' | 'url'>;
    /** Mattermost ids of the people whose it is. */
    readonly owners: readonly string[];
}

/**
 * The channels that have to do with an alert are those of its posts. A problem without a post (told in a list, say) belongs to
 * the channel it was sent to, or else to the default channel, if there is one.
 */
export const placesOf = (
    {posts, alert: {channel}}: Pick<AlertRecord, 'posts' | 'alert'>,
    defaultChannel: string,
): Places => {
    const posted = [...new Set(posts.map(({channelId}) => channelId))].filter((id) => id !== '');
    const named = [channel || defaultChannel].filter((name) => name !== '');
    return {channels: posted.length > 0 ? posted : named, posts: posts.filter(isThere)};
};

/** @returns undefined where there is nothing to list: no problem, or one that is over */
export const entryOf = (record: AlertRecord, defaultChannel: string): PanelEntry | undefined => {
    const {key, look, alert} = record;
    if (!isOpen(record) || isEarlierKey(key) || record.intent || !isProblemState(alert.state)) {
        return undefined;
    }
    const open = (record.pending ?? []).filter(({ended}) => !ended);
    const askedBy = open.filter(({request}) => request.kind === 'acknowledge').map(({userId}) => userId);
    const ownedBy = look === 'acknowledged' && record.ack ? [ownerOf(record.ack)] : askedBy;
    return {
        key,
        row: {
            ...namesOf(record),
            key,
            state: alert.state,
            look,
            ...moreOf(record),
            ...(open.length > 0 && {busy: true}),
        },
        ...placesOf(record, defaultChannel),
        owners: ownedBy.filter((userId) => userId !== ''),
    };
};

const namesOf = ({alert: {target}, ages: {names}}: AlertRecord) => ({
    host_uuid: target.host.uuid,
    host: cut(target.host.name, LIMIT.name),
    ...(target.service && {service: cut(target.service.name, LIMIT.name)}),
    ...(names && {named_at: Math.max(0, names.latest)}),
});

const moreOf = (record: AlertRecord) => {
    const {alert, since, ack, look, downtime, flapping, inDowntime} = record;
    return {
        ...(since !== undefined && {since}),
        output: cut(alert.output.split('\n', 1)[0] ?? '', PANEL_OUTPUT),
        ...(flapping && {flapping}),
        ...(inDowntime && {in_downtime: inDowntime}),
        ...(ack &&
            look === 'acknowledged' && {
                acknowledgement: {
                    author: cut(holderOf(ack), LIMIT.author),
                    comment: ack.comment,
                    at: ack.at,
                    sticky: ack.sticky,
                    ...(ack.until !== undefined && {until: ack.until}),
                },
            }),
        ...(downtime && {
            downtime: {
                from: downtime.start,
                until: downtime.end,
                author: downtime.author,
                comment: downtime.comment,
            },
        }),
    };
};

interface Viewer {
    readonly userId: string;
    /** Only posts in these channels are named. */
    readonly sees: (channel: string) => boolean;
    readonly openitcockpitUrl: string;
    readonly linkStyle: LinkStyle;
}

/** The row for one person. */
export const rowFor = ({row, posts, owners}: PanelEntry, viewer: Viewer): PanelRow => {
    const {host, service} = deepLinks(viewer.openitcockpitUrl, viewer.linkStyle, idsOf(row));
    return {
        ...row,
        url: service || host,
        ...(owners.includes(viewer.userId) && {mine: true}),
        posts: posts
            .filter(({channelId}) => viewer.sees(channelId))
            .slice(0, 100)
            .map(({postId, channelId}) => ({post_id: postId, channel_id: channelId})),
    };
};

const idsOf = ({key, host_uuid: hostUuid}: PanelEntry['row']) => {
    const [, serviceUuid] = key.split('/');
    return targetIds({
        host: {uuid: hostUuid, name: ''},
        ...(serviceUuid ? {service: {uuid: serviceUuid, name: ''}} : {}),
    });
};

const URGENT: ReadonlySet<State> = new Set(['CRITICAL', 'DOWN', 'UNREACHABLE']);

const isUnhandled = ({row}: PanelEntry): boolean => !isHandled(row.look, row.in_downtime ?? false);

export const countsOf = (entries: readonly PanelEntry[], userId: string): PanelCounts => {
    const counts = {unhandled: 0, urgent: 0, acknowledged: 0, downtimes: 0, mine: 0};
    for (const entry of entries) {
        const {row, owners} = entry;
        if (isUnhandled(entry)) {
            counts.unhandled += 1;
            counts.urgent += URGENT.has(row.state) ? 1 : 0;
        }
        counts.acknowledged += row.look === 'acknowledged' ? 1 : 0;
        counts.downtimes += row.in_downtime || row.downtime ? 1 : 0;
        counts.mine += owners.includes(userId) ? 1 : 0;
    }
    return counts;
};

/** Those that matter most, where there is not room for all: what nobody takes care of, the worst first, then the oldest. */
export const worstOf = (entries: readonly PanelEntry[], most: number): readonly PanelEntry[] =>
    entries.length <= most
        ? entries
        : entries
              .toSorted(
                  (a, b) =>
                      Number(isUnhandled(b)) - Number(isUnhandled(a)) ||
                      rankOf(a.row.state) - rankOf(b.row.state) ||
                      (a.row.since ?? 0) - (b.row.since ?? 0),
              )
              .slice(0, most);

/** Would the panel look the same? */
export const isSameEntry = (a: PanelEntry | undefined, b: PanelEntry | undefined): boolean => isDeepStrictEqual(a, b);

/** A short text that is another one whenever one of these is. */
export const markOf = (parts: readonly string[]): string =>
    createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

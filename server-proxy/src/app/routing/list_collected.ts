import pMap, {pMapSkip} from 'p-map';
import type {Held} from '../../domain/alert/call';
import {
    type AlertPost,
    type AlertRecord,
    changingPost,
    isAnnounced,
    isCollected,
    isOpen,
    isThere,
} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {markOf} from '../../domain/post/post_mark';
import {renderQuietList} from '../../domain/post/quiet_list';
import {severityOf} from '../../domain/subscription/loudness';
import {areQuietFor} from '../../domain/subscription/quiet_hours';
import type {Subscription} from '../../domain/subscription/subscription';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import {type AppContext, linkStyleOf} from '../app_context';
import {traceListed} from '../explain/trace_posts';
import {orphansOf} from '../posts/finish_post';
import {isFinal, isOfTheChannel} from '../posts/make_post';

const AT_ONCE = 4;

type List = NonNullable<Held['list']>;

interface Group {
    readonly channelId: string;
    /** It may have been posted before the end of another process. */
    readonly begun: List | undefined;
    readonly keys: string[];
}

/**
 * Posts what quiet hours have collected, if they are over: one list a channel. What has recovered since is not in it. Each record
 * says that it is to be listed before Mattermost is asked for the list: it is posted once, and nothing is forgotten.
 * @param records that are waiting
 * @throws AppError when Mattermost or the store are away
 */
export const listCollected = async (context: AppContext, records: readonly AlertRecord[]): Promise<void> => {
    const {subscriptions} = await context.routing.all();
    const byId = new Map(subscriptions.map((one) => [one.id, one]));
    const groups = new Map<string, Group>();
    for (const record of records) {
        for (const {held, channelId, ...post} of record.posts) {
            if (!held || held.listed || !(held.list || isDue(context, held, post, byId))) {
                continue;
            }
            const id = `${channelId} ${held.list?.nonce ?? ''}`;
            const group = groups.get(id) ?? {channelId, begun: held.list, keys: []};
            groups.set(id, group);
            group.keys.push(record.key);
        }
    }
    for (const group of groups.values()) {
        await list(context, group);
    }
};

/** The subscriptions may have changed since, and so may the clock. */
const isDue = (
    {clock}: AppContext,
    {until, severity}: Held,
    {subscriptions = []}: Pick<AlertPost, 'subscriptions'>,
    byId: ReadonlyMap<string, Subscription>,
): boolean => {
    const now = Math.floor(clock.now() / 1000);
    const known = subscriptions.flatMap((id) => byId.get(id) ?? []);
    return until <= now || areQuietFor(known, severity, now) === undefined;
};

const list = async (context: AppContext, {channelId, begun, keys}: Group): Promise<void> => {
    const due = begun ?? {nonce: context.nonce(), since: context.clock.now()};
    const mark = async (key: string): Promise<AlertRecord | typeof pMapSkip> => {
        const isIt = (post: AlertPost): boolean =>
            isIn(post, channelId) && (post.held?.list ?? due).nonce === due.nonce;
        const after = await context.store.update(key, (current) => current && heldAs(current, isIt, {list: due}));
        return after && isOpen(after) && after.posts.some(isIt) ? after : pMapSkip;
    };
    const open = await pMap(keys, mark, {concurrency: AT_ONCE});
    if (open.length > 0) {
        await post(context, channelId, due, begun !== undefined, open);
        for (const record of open) {
            traceListed(context, record, channelId);
        }
        await pMap(
            open,
            ({key}) => context.store.update(key, (current) => current && listed(current, channelId, due)),
            {
                concurrency: AT_ONCE,
            },
        );
        context.logger.info('What quiet hours had collected was listed', {channel: channelId, count: open.length});
    }
};

const isIn = (post: AlertPost, channelId: string): boolean =>
    post.channelId === channelId && post.held !== undefined && !post.held.listed;

const heldAs = (record: AlertRecord, isIt: (post: AlertPost) => boolean, more: Partial<Held>): AlertRecord =>
    isOpen(record)
        ? changingPost(record, isIt, (post) => (post.held ? {...post, held: {...post.held, ...more}} : post))
        : record;

const listed = (record: AlertRecord, channelId: string, {nonce}: List): AlertRecord => {
    const isIt = (post: AlertPost): boolean => isIn(post, channelId) && post.held?.list?.nonce === nonce;
    const next = heldAs(record, isIt, {listed: true, severity: severityOf(record.alert.state)});
    const isPosted = next.posts.some((post) => isThere(post) || isAnnounced(post));
    return isCollected(next) && !isPosted && next.posts.some(({held}) => held?.listed) ? {...next, quiet: nonce} : next;
};

/** If the channel is closed to us, the default one gets it. */
const post = async (
    context: AppContext,
    channelId: string,
    {nonce, since}: List,
    isAgain: boolean,
    records: readonly AlertRecord[],
): Promise<void> => {
    const {settings, chat} = context;
    const linkStyle = linkStyleOf(context);
    const content = renderQuietList(records, {...settings, linkStyle});
    const once = async (channel: string): Promise<void> => {
        const search = () => chat.markedPosts(channel, since);
        const [known] = isAgain ? await orphansOf(context, nonce, {channel, since}, search) : [];
        if (!known) {
            await chat.createPost(channel, content, markOf(nonce));
        }
    };
    try {
        await once(channelId);
        context.findings.settle(`list ${channelId}`);
    } catch (error) {
        if (!isFinal(error)) {
            throw error;
        }
        await postInstead(context, channelId, error, once);
    }
};

const postInstead = async (
    {settings: {defaultChannel}, findings}: AppContext,
    channelId: string,
    cause: unknown,
    once: (channel: string) => Promise<void>,
): Promise<void> => {
    const error = asAppError(cause);
    const channel = neutralize(channelId);
    const isTold = defaultChannel !== '' && isOfTheChannel(error) && (await isPosted(once(defaultChannel)));
    const said = says(({loudness}, language) =>
        isTold
            ? loudness.listInstead(channel, error.sentence(language))
            : loudness.listRefused(channel, error.sentence(language)),
    );
    findings.problem(`list ${channelId}`, said, {channel: channelId, error});
};

const isPosted = async (posted: Promise<void>): Promise<boolean> => {
    try {
        await posted;
        return true;
    } catch (error) {
        if (!isFinal(error)) {
            throw error;
        }
        return false;
    }
};

import pMap from 'p-map';
import {type AlertPost, type AlertRecord, changingPost, isThere, seenOn} from '../../domain/alert/record';
import {AppError, asAppError, type ErrorCode} from '../../domain/errors';
import {type PostContent, type PostOptions, renderAlertPost} from '../../domain/post/alert_post';
import type {ThreadLineKind} from '../../domain/post/thread_line';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import {type AppContext, linkStyleOf, nowSeconds} from '../app_context';
import {traceNotUpdated} from '../explain/trace_posts';
import {type Backlog, NO_BACKLOG} from '../health/signs';

/** Of one alert. */
const POSTS_AT_ONCE = 4;

/** The post on which a record is seen (see `seenOn`), under the current settings. */
export const renderRecord = (context: AppContext, record: AlertRecord): PostContent =>
    renderAlertPost(record, postOptions(context));

const postOptions = (context: AppContext): PostOptions => {
    const {settings} = context;
    return {
        openitcockpitUrl: settings.openitcockpitUrl,
        linkStyle: linkStyleOf(context),
        language: settings.language,
        emojis: settings.emojis,
        formatTime: context.formatTime,
        actions: settings.twoWay
            ? {
                  url: settings.actionsUrl,
                  secret: settings.signingSecrets[0],
                  origin: 'bot',
                  quickReasons: settings.quickReasons,
                  nowSeconds: nowSeconds(context),
              }
            : undefined,
    };
};

/**
 * Brings the post into line with the store: when it resolves, the post shows at least what was stored at the call, unless
 * Mattermost refused it. That is logged, and `showUnshown` or the next change shows it.
 */
export const showAlert = (context: AppContext, key: string, isKnown = false): Promise<void> =>
    showOrFail(context, key, isKnown).catch((error: unknown) =>
        context.logger.error('Post could not be updated', {alert: key, error: asAppError(error)}),
    );

/**
 * The same, but fails. Updates of one post are folded (see post_updates.ts) and each reads the newest record, so the last
 * one always wins. A post that was deleted or is closed to us becomes a finding instead, because trying again is no use.
 * @param isKnown this node has just stored what it is to show
 * @throws AppError when it may work later
 */
export const showOrFail = (context: AppContext, key: string, isKnown = false): Promise<void> =>
    context.postUpdates.run(key, () => update(context, key, isKnown));

/** For callers that hold the alert meanwhile: waits only when the update begins at once. */
export const showSoon = async (context: AppContext, key: string): Promise<void> => {
    if (context.postUpdates.isDue(key)) {
        await showAlert(context, key, true);
    } else {
        context.background.start('Updating a post', () => showAlert(context, key));
    }
};

/** Shows changes that Mattermost did not accept when they happened. */
export const showUnshown = async (context: AppContext): Promise<void> => {
    await pMap([...context.unshown.keys()], (key) => showAlert(context, key), {concurrency: 4});
};

export const postsBehind = ({unshown}: AppContext): Backlog =>
    unshown.size === 0 ? NO_BACKLOG : {count: unshown.size, since: Math.min(...unshown.values())};

const update = async (context: AppContext, key: string, isKnown: boolean): Promise<void> => {
    const record = await (isKnown ? context.store.known(key) : context.store.get(key));
    if (record) {
        context.storms.note(record);
    }
    const posts = record?.posts.filter(isThere) ?? [];
    if (!record || posts.length === 0) {
        context.unshown.delete(key);
        return;
    }
    const failures = await pMap(posts, (post) => updateOne(context, record, post), {concurrency: POSTS_AT_ONCE});
    const shown = posts.filter((_, at) => failures[at] === undefined);
    const failure = failures.find((error) => error instanceof AppError);
    if (failure) {
        context.unshown.set(key, context.unshown.get(key) ?? nowSeconds(context));
    } else {
        context.unshown.delete(key);
    }
    if (shown.length > 0) {
        await remember(context, key, shown);
    }
    if (failure) {
        throw failure;
    }
};

/** @returns why Mattermost did not take it: an error when it may later, `refused` when trying again is no use */
const updateOne = async (
    context: AppContext,
    record: AlertRecord,
    post: AlertPost,
): Promise<AppError | 'refused' | undefined> => {
    const view = seenOn(record, (one) => one === post) ?? record;
    try {
        await context.chat.updatePost(post.postId, renderRecord(context, view));
        context.findings.settle(topicOf(post));
        return undefined;
    } catch (error) {
        return refused(context, record, post, asAppError(error));
    }
};

/** Another node may have shown something newer in between, which these updates covered. */
const remember = async (context: AppContext, key: string, shown: readonly AlertPost[]): Promise<void> => {
    const wanted = new Map(shown.map((post) => [post.postId, post.wanted]));
    const isNews = ({postId, shown}: AlertPost) => wanted.has(postId) && wanted.get(postId) !== shown;
    const after = await context.store.update(
        key,
        (current) =>
            current &&
            (current.posts.some(isNews)
                ? changingPost(current, isNews, (post) => ({...post, shown: wanted.get(post.postId) ?? post.shown}))
                : current),
    );
    if (after?.posts.some((post) => wanted.has(post.postId) && isThere(post) && post.wanted !== post.shown)) {
        context.background.start('Updating a post', () => showAlert(context, key));
    }
};

const topicOf = ({channelId}: AlertPost): string => `channel ${channelId}`;

/** The post was deleted, or is closed to us: trying again is no use. */
export const NO_USE: ReadonlySet<ErrorCode> = new Set([
    'mattermost_not_found',
    'mattermost_forbidden',
    'mattermost_channel_archived',
]);

const refused = async (
    context: AppContext,
    record: AlertRecord,
    post: AlertPost,
    error: AppError,
): Promise<AppError | 'refused'> => {
    const facts = {post: post.postId, alert: record.key, error};
    traceNotUpdated(context, record, post.channelId, error);
    if (error.code !== 'mattermost_not_found') {
        await context.store
            .notShown(record.key)
            .catch((failure: unknown) => context.logger.warn('Not noted', {error: asAppError(failure)}));
    }
    if (!NO_USE.has(error.code)) {
        return error;
    }
    if (error.code === 'mattermost_not_found') {
        context.findings.note(
            `post ${post.postId}`,
            says(({findings}) => findings.postDeleted(nameOf(record))),
            facts,
        );
        await context.store.update(
            record.key,
            (current) =>
                current &&
                changingPost(
                    current,
                    ({postId}) => postId === post.postId,
                    (deleted) => ({...deleted, gone: true}),
                ),
        );
    } else {
        const channel = neutralize(channelNameOf(context, record, post));
        const said = says(({findings}, language) =>
            findings.postNotUpdated(nameOf(record), channel, error.sentence(language)),
        );
        context.findings.problem(topicOf(post), said, facts);
    }
    return 'refused';
};

/** As people know it, where we do. */
const channelNameOf = ({settings}: AppContext, {alert, posts}: AlertRecord, post: AlertPost): string =>
    post.nonce === posts[0]?.nonce ? alert.channel || settings.defaultChannel : post.channelId;

const nameOf = ({alert: {target}}: AlertRecord): string =>
    neutralize(target.service ? `${target.host.name}/${target.service.name}` : target.host.name);

/** Is there a post, and does the setting THREAD_LINES want lines of this kind in its thread? */
export const hasThreadLines = (
    {settings}: AppContext,
    {posts}: Pick<AlertRecord, 'posts'>,
    kind: ThreadLineKind,
): boolean => settings.threadLines.includes(kind) && posts.some(isThere);

/** Adds a line to the threads of an alert's posts, if the setting THREAD_LINES wants its kind; best effort. */
export const addThreadLine = async (
    context: AppContext,
    record: Pick<AlertRecord, 'posts'>,
    line: string,
    kind: ThreadLineKind,
): Promise<void> => {
    if (!hasThreadLines(context, record, kind)) {
        return;
    }
    const reply = async ({postId, channelId}: AlertPost): Promise<void> => {
        try {
            await context.chat.reply({postId, channelId}, line);
        } catch (error) {
            context.logger.warn('Thread line could not be written', {post: postId, error: asAppError(error)});
        }
    };
    await pMap(record.posts.filter(isThere), reply, {concurrency: POSTS_AT_ONCE});
};

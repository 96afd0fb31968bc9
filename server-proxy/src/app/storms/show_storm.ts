import {type AppError, asAppError} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {markOf} from '../../domain/post/post_mark';
import {MOST_IN_STORM, renderStormPost, type StormPostOptions} from '../../domain/post/storm_post';
import {summaryOf} from '../../domain/storm/list_line';
import {changingStorm, isOn, type Storm, withoutStorm} from '../../domain/storm/storm';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import {type AppContext, linkStyleOf, nowSeconds} from '../app_context';
import type {PostRef} from '../posts/chat_port';
import {CHECK_AFTER_MS} from '../posts/finish_post';
import {isOfTheChannel} from '../posts/make_post';
import {NO_USE} from '../posts/show_alert';

/** Between two updates of one storm's post, whichever node makes them. */
const REST_SECONDS = 1;

/** Writes a storm's post. @returns false: another node does so now @throws AppError when it may work later */
export const showStorm = async (context: AppContext, id: string): Promise<boolean> =>
    (await context.store.unlessBusy(`list ${id}`, () => write(context, id), REST_SECONDS)) ?? false;

const write = async (context: AppContext, id: string): Promise<boolean> => {
    const {storms} = context;
    await storms.lists.refresh();
    const storm = await withNews(context, id);
    if (!storm) {
        return true;
    }
    if (!isOn(storm) && storms.lists.of(id).length === 0) {
        // The last line has to be true.
        await storms.lists.refresh(true);
    }
    const lines = storms.lists.of(id);
    const isDone = !isOn(storm) && lines.length === 0;
    const content = renderStormPost(
        {...storm, total: Math.max(storm.total, lines.length + storm.moved)},
        summaryOf(lines, MOST_IN_STORM),
        optionsFor(context),
    );
    await put(context, storm, content, isDone);
    if (isDone) {
        await storms.update((state) => withoutStorm(state, id));
        context.logger.info('A storm is over, and nothing of it is left', {storm: id, channel: storm.channelId});
    }
    return true;
};

/** With what this node has counted since. */
export const withNews = async ({storms}: AppContext, id: string): Promise<Storm | undefined> => {
    const news = storms.takeNews(id);
    try {
        const counted = (storm: Storm): Storm =>
            news
                ? {...storm, total: storm.total + news.count, lastNewAt: Math.max(storm.lastNewAt, news.lastNewAt)}
                : storm;
        const state = await storms.update((current) => (news ? changingStorm(current, id, counted) : current));
        return state.storms.find((storm) => storm.id === id);
    } catch (error) {
        if (news) {
            storms.giveBack(id, news);
        }
        throw error;
    }
};

const optionsFor = (context: AppContext): StormPostOptions => {
    const {settings} = context;
    return {
        openitcockpitUrl: settings.openitcockpitUrl,
        linkStyle: linkStyleOf(context),
        language: settings.language,
        emojis: settings.emojis,
        timeZone: settings.timeZone,
        left: settings.stormLeft,
        nowSeconds: nowSeconds(context),
        buttons: settings.twoWay ? {url: settings.actionsUrl, secret: settings.signingSecrets[0]} : undefined,
    };
};

const put = async (context: AppContext, storm: Storm, content: PostContent, isDone: boolean): Promise<void> => {
    if (storm.postId === '') {
        return make(context, storm, content);
    }
    try {
        await context.chat.updatePost(storm.postId, content);
        context.findings.settle(topicOf(storm));
    } catch (error) {
        // Somebody deleted it, or the channel does not let us change it any more: it is made again where that is possible.
        if (!NO_USE.has(asAppError(error).code)) {
            throw error;
        }
        context.logger.warn('The post of a storm cannot be changed any more', {
            storm: storm.id,
            post: storm.postId,
            error: asAppError(error),
        });
        if (!isDone) {
            const again = await change(context, storm.id, (known) => ({
                ...known,
                postId: '',
                askedAt: undefined,
                again: known.again + 1,
            }));
            await make(context, again ?? storm, content);
        }
    }
};

const make = async (context: AppContext, storm: Storm, content: PostContent): Promise<void> => {
    const channel = storm.insteadIn ?? storm.channelId;
    try {
        const made = await findOrCreate(context, storm, channel, content);
        context.findings.settle(topicOf(storm));
        context.logger.info('The post of a storm was made', {storm: storm.id, post: made.postId, channel});
    } catch (error) {
        if (!isOfTheChannel(error)) {
            throw error;
        }
        const instead = await defaultChannel(context);
        report(context, storm, channel, asAppError(error), instead);
        if (instead === undefined || instead === channel) {
            throw error;
        }
        const moved = await change(context, storm.id, (known) => ({
            ...known,
            insteadIn: instead,
            askedAt: undefined,
        }));
        await findOrCreate(context, moved ?? storm, instead, content);
    }
};

/** Asked for before, it may be there although nobody heard so. */
const findOrCreate = async (
    context: AppContext,
    storm: Storm,
    channel: string,
    content: PostContent,
): Promise<PostRef> => {
    const mark = markOfStorm(storm);
    const now = context.clock.now();
    let found: PostRef | undefined;
    if (storm.askedAt === undefined) {
        await change(context, storm.id, (known) => ({...known, askedAt: now}));
    } else {
        found = (await context.chat.markedPosts(channel, Math.min(storm.askedAt, now))).find(
            (one) => one.mark === mark,
        );
    }
    const made = found ?? (await context.chat.createPost(channel, content, mark));
    const checkAt = storm.askedAt === undefined ? undefined : now + CHECK_AFTER_MS;
    await change(context, storm.id, (known) => ({...known, postId: made.postId, checkAt}));
    if (found) {
        await context.chat.updatePost(found.postId, content);
    }
    return made;
};

/** A request of a dead process may have been carried out after its post had been looked for. */
export const removeDoubles = async (context: AppContext, storm: Storm): Promise<void> => {
    const mark = markOfStorm(storm);
    const since = Math.min(storm.askedAt ?? 0, context.clock.now());
    for (const one of await context.chat.markedPosts(storm.insteadIn ?? storm.channelId, since)) {
        if (one.mark === mark && one.postId !== storm.postId) {
            context.logger.warn('A post that was made twice is removed', {post: one.postId});
            await context.chat.deletePost(one.postId);
        }
    }
    await change(context, storm.id, ({checkAt: _, ...checked}) => checked);
};

const markOfStorm = ({id, again}: Storm): string => markOf(`${id} ${again}`);

const change = async ({storms}: AppContext, id: string, how: (storm: Storm) => Storm): Promise<Storm | undefined> =>
    (await storms.update((state) => changingStorm(state, id, how))).storms.find((storm) => storm.id === id);

const defaultChannel = async ({chat, settings}: AppContext): Promise<string | undefined> =>
    settings.defaultChannel === '' ? undefined : chat.channelId(settings.defaultChannel).catch(() => undefined);

const topicOf = ({channelId}: Storm): string => `channel ${channelId}`;

const report = (
    {findings, settings}: AppContext,
    storm: Storm,
    channel: string,
    error: AppError,
    instead: string | undefined,
): void => {
    const name = neutralize(channel);
    const said = says(({findings}, language) =>
        instead === undefined || instead === channel
            ? findings.channelRefuses(name, error.sentence(language))
            : findings.channelInstead(name, settings.defaultChannel, error.sentence(language)),
    );
    findings.problem(topicOf(storm), said, {storm: storm.id, error});
};

import {postOf} from '../../domain/alert/record';
import {type AuthorityState, type OfferedChannel, withAuthority, withOffered} from '../../domain/authority_state';
import {chunksOf} from '../../domain/chunks';
import {AppError, asAppError} from '../../domain/errors';
import {
    type AuthorityToken,
    authorityPost,
    type ListedChannel,
    verifyAuthority,
} from '../../domain/post/authority_post';
import {type Language, says} from '../../domain/texts';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import type {AuthorityPort} from '../notifications/authority_port';
import {languageOf} from '../people/language_of';
import type {AlertStore} from '../posts/alert_store';
import type {ChatPort} from '../posts/chat_port';
import type {SubscriptionStore} from '../routing/subscription_store';
import type {Clock, Logger} from '../telemetry';

export interface AuthorityStore {
    read(): Promise<AuthorityState>;
    /** Compare-and-set; `change` may be called again, so it must be pure. */
    update(change: (current: AuthorityState) => AuthorityState): Promise<AuthorityState>;
    /** Runs `task` unless another node is running it. */
    unlessBusy(task: () => Promise<void>): Promise<void>;
}

/** What Mattermost knows. All methods throw AppError (`mattermost_*`). */
export interface ChannelFacts {
    /** @param channel id, or `team/channel` @throws AppError `mattermost_channel_unknown` */
    idOf(channel: string): Promise<string>;
    /** @returns `team/channel`; the id for a channel without a team */
    addressOf(channelId: string): Promise<string>;
    /** @returns undefined for a post that is gone */
    authorOf(postId: string): Promise<string | undefined>;
    /** Ids of the active system administrators. */
    administrators(): Promise<readonly string[]>;
}

export interface AuthorityDeps {
    readonly store: AuthorityStore;
    readonly alerts: Pick<AlertStore, 'followed' | 'readFollowed'>;
    readonly facts: ChannelFacts;
    /** An administrator subscribes a channel, or lets its own administrators do so. */
    readonly subscriptions: Pick<SubscriptionStore, 'read'>;
    readonly chat: Pick<ChatPort, 'createPost' | 'updatePost' | 'directChannel' | 'user'>;
    /** Our account. */
    readonly botId: string;
    /** Channels that the settings name: the default channel, and the list. */
    readonly named: readonly string[];
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
    /** Of whoever has none of ours. */
    readonly language: Language;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** Records in memory at once. */
const PAGE = 400;
/** A channel may hold thousands of posts of our own. */
const POSTS_LOOKED_AT = 20;

/** Which channels an administrator has made an authority: by the settings, or by a button of a direct message. */
export class ChannelAuthority implements AuthorityPort {
    constructor(private readonly deps: AuthorityDeps) {}

    async isAuthorised(channelId: string): Promise<boolean> {
        const {named, store, subscriptions} = this.deps;
        for (const channel of named) {
            if ((await this.idOf(channel)) === channelId) {
                return true;
            }
        }
        if ((await store.read()).authorised.includes(channelId)) {
            return true;
        }
        const {subscriptions: all} = await subscriptions.read();
        const escalated = new Set(all.flatMap(({escalation}) => escalation?.channelId ?? []));
        for (const channel of escalated) {
            if ((await this.idOf(channel)) === channelId) {
                return true;
            }
        }
        return all.some((one) => one.channelId === channelId);
    }

    async isOurs(postId: string): Promise<boolean> {
        return (await this.deps.facts.authorOf(postId)) === this.deps.botId;
    }

    async offer(channel: OfferedChannel): Promise<string> {
        await this.deps.store.update((state) => withOffered(state, channel));
        return this.deps.facts.addressOf(channel.channelId);
    }

    /**
     * Tells administrators once in which other channels earlier versions took posts. What anybody does later tells them
     * nothing by itself: set-up offers it when they ask.
     */
    tellOnce(): Promise<void> {
        const {store, facts, logger} = this.deps;
        return store.unlessBusy(async () => {
            if ((await store.read()).told) {
                return;
            }
            const found = await this.adoptedElsewhere();
            if (found.length > 0) {
                await store.update((state) => found.reduce(withOffered, state));
                const administrators = await facts.administrators();
                for (const userId of administrators) {
                    await this.write(userId);
                }
                logger.warn('Posts were taken in channels that nobody has named', {channels: found.length});
            }
            await store.update((state) => ({...state, told: true}));
        });
    }

    /** The channels that can be authorised or withdrawn, as a direct message, if there are any. */
    async write(userId: string): Promise<void> {
        const {chat} = this.deps;
        const channels = await this.listed();
        if (channels.length > 0) {
            await chat.createPost(await chat.directChannel(userId), await this.content(channels, userId));
        }
    }

    /** @returns undefined when the button pressed is not one of ours @throws AppError `bad_signature`, `expired` */
    async answerPress(press: ActionPress): Promise<ActionAnswer | undefined> {
        const {signingSecrets, language: otherwise} = this.deps;
        const token = verifyAuthority(press.token, signingSecrets, this.nowSeconds());
        if (!token) {
            return undefined;
        }
        try {
            await this.obey(token, press);
            return {ephemeralText: ''};
        } catch (error) {
            const language = await languageOf(this.deps, press.userId, otherwise);
            return {ephemeralText: asAppError(error).sentence(language)};
        }
    }

    private async obey({act, channelId, userId}: AuthorityToken, press: ActionPress): Promise<void> {
        const {chat, store, logger} = this.deps;
        if (userId !== press.userId) {
            throw new AppError(
                'forbidden',
                says(({authority}) => authority.notYours),
            );
        }
        const {isSystemAdmin, isActive, isBot} = await chat.user(press.userId);
        if (!isSystemAdmin || !isActive || isBot) {
            throw new AppError(
                'forbidden',
                says(({authority}) => authority.forAdministrators),
            );
        }
        await store.update((state) => withAuthority(state, channelId, act === 'authorise'));
        logger.info('An administrator decided about a channel', {channel: channelId, act, user: userId});
        await chat.updatePost(press.postId, await this.content(await this.listed(), userId));
    }

    private async listed(): Promise<readonly ListedChannel[]> {
        const {store, facts, chat} = this.deps;
        const {offered, authorised} = await store.read();
        const listed: ListedChannel[] = [];
        for (const {channelId, userId} of offered) {
            const isAuthorised = authorised.includes(channelId);
            // What the settings name needs no button, and could not be withdrawn by one.
            if (isAuthorised || !(await this.isAuthorised(channelId))) {
                const address = await orUnknown(facts.addressOf(channelId), channelId);
                const owner = await orUnknown(
                    chat.user(userId).then(({username}) => username),
                    userId,
                );
                listed.push({channelId, address, owner, isAuthorised});
            }
        }
        return listed;
    }

    private async adoptedElsewhere(): Promise<readonly OfferedChannel[]> {
        const {alerts} = this.deps;
        const found = new Map<string, OfferedChannel>();
        const lookedAt = new Map<string, number>();
        for (const keys of chunksOf(await alerts.followed(), PAGE)) {
            for (const record of await alerts.readFollowed(keys)) {
                const {channelId, postId, signed} = postOf(record);
                const times = lookedAt.get(channelId) ?? 0;
                if (postId === '' || signed || found.has(channelId) || times >= POSTS_LOOKED_AT) {
                    continue;
                }
                lookedAt.set(channelId, times + 1);
                const owner = await this.strangerBehind(channelId, postId);
                if (owner !== undefined) {
                    found.set(channelId, {channelId, userId: owner});
                }
            }
        }
        return [...found.values()];
    }

    /** @returns whose webhook made the post; undefined in an authorised channel, and for posts of our own */
    private async strangerBehind(channelId: string, postId: string): Promise<string | undefined> {
        if (await this.isAuthorised(channelId)) {
            return undefined;
        }
        const author = await this.deps.facts.authorOf(postId);
        return author === this.deps.botId ? undefined : author;
    }

    private async content(channels: readonly ListedChannel[], userId: string) {
        const {signingSecrets, actionsUrl, language: otherwise} = this.deps;
        return authorityPost(channels, {
            actionsUrl,
            language: await languageOf(this.deps, userId, otherwise),
            userId,
            secret: signingSecrets[0],
            nowSeconds: this.nowSeconds(),
        });
    }

    /** A channel that is named but not there authorises nothing. */
    private async idOf(channel: string): Promise<string | undefined> {
        try {
            return await this.deps.facts.idOf(channel);
        } catch (error) {
            const known = asAppError(error);
            if (known.code !== 'mattermost_channel_unknown') {
                throw known;
            }
            return undefined;
        }
    }

    private nowSeconds(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

const orUnknown = (text: Promise<string>, instead: string): Promise<string> => text.catch(() => instead);

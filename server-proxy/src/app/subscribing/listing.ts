import type {PostContent, TimeFormat} from '../../domain/post/alert_post';
import {timeFormat} from '../../domain/post/alert_post';
import {type AnswerPart, subscriptionAnswer} from '../../domain/post/subscription_answers';
import type {SubscriptionPress} from '../../domain/subscription/press_token';
import type {Subscription} from '../../domain/subscription/subscription';
import {filterWords, inCode, loudnessWords} from '../../domain/subscription/words';
import {neutralize} from '../../domain/text';
import {type Language, textsOf} from '../../domain/texts';
import type {DeskDeps} from './desk';
import {troubleOf} from './trouble';

type ListingDeps = Pick<
    DeskDeps,
    'ledger' | 'rights' | 'channels' | 'signingSecrets' | 'actionsUrl' | 'language' | 'timeZone' | 'nonce' | 'clock'
>;

export interface Reader {
    readonly userId: string;
    readonly channelId: string;
}

/** More with buttons would fill the screen. */
const MOST_SHOWN = 15;
const MOST_LINES = 60;

/** What channels have subscribed to, for one person. */
export class SubscriptionListing {
    constructor(private readonly deps: ListingDeps) {}

    /** Of this channel, with buttons for those who may use them. @throws AppError `forbidden`, `mattermost_*` */
    async ofChannel({userId, channelId}: Reader, buttons: 'all' | 'remove'): Promise<PostContent> {
        const {rights, ledger, channels, nonce} = this.deps;
        const user =
            buttons === 'remove'
                ? await rights.requireMayChange(userId, channelId)
                : await rights.requireMayRead(userId, channelId);
        const language = user.language ?? this.deps.language;
        const texts = textsOf(language).subscribing.list;
        const mayChange = await rights.mayChange(user, channelId);
        const channel = await channels.find(channelId);
        const address = `~${channel?.address ?? channelId}`;
        const all = await ledger.inChannel(channelId);
        const common = {userId, channelId, nonce: nonce()};
        const add: AnswerPart[] =
            mayChange && buttons === 'all' ? [{text: '', presses: [{...common, act: 'add'}]}] : [];
        if (all.length === 0) {
            return this.answer(texts.none(address), add, language);
        }
        const format = this.format(user.timeZone, language);
        const parts = await Promise.all(
            all.slice(0, MOST_SHOWN).map(async (one) => ({
                text: await this.describe(one, language, format),
                presses: mayChange ? pressesFor(one, common, buttons) : [],
            })),
        );
        const trouble = troubleOf(channel, channelId)?.(language);
        const message = [
            texts.title(address, all.length),
            ...(trouble === undefined ? [] : [trouble]),
            ...(all.length > MOST_SHOWN ? [texts.more(all.length - MOST_SHOWN)] : []),
        ];
        return this.answer(message.join('\n'), [...parts, ...add], language);
    }

    /** Of all channels, for system administrators. @throws AppError `forbidden`, `mattermost_*` */
    async ofAll({userId}: Reader): Promise<PostContent> {
        const {rights, ledger, channels} = this.deps;
        const user = await rights.requireMayReadAll(userId);
        const language = user.language ?? this.deps.language;
        const texts = textsOf(language).subscribing.list;
        const {subscriptions} = await ledger.read();
        const byChannel = new Map<string, Subscription[]>();
        for (const one of subscriptions) {
            byChannel.set(one.channelId, [...(byChannel.get(one.channelId) ?? []), one]);
        }
        if (byChannel.size === 0) {
            return this.answer(texts.noneAtAll, [], language);
        }
        const lines: string[] = [texts.titleAll(subscriptions.length, byChannel.size)];
        let left = MOST_LINES;
        for (const [channelId, all] of byChannel) {
            if (left <= 0) {
                break;
            }
            const channel = await channels.find(channelId);
            const trouble = troubleOf(channel, channelId)?.(language);
            lines.push(`- ~${channel?.address ?? channelId}${trouble === undefined ? '' : ` ${trouble}`}`);
            for (const one of all.slice(0, left)) {
                lines.push(
                    `    - ${filterWords(one.filter, language, inCode)}; ${loudnessWords(one, language, inCode)}`,
                );
            }
            left -= all.length + 1;
        }
        return this.answer([...lines, ...(left < 0 ? [texts.more(-left)] : [])].join('\n'), [], language);
    }

    private async describe(one: Subscription, language: Language, format: TimeFormat): Promise<string> {
        const {channels} = this.deps;
        const texts = textsOf(language).subscribing;
        const there = one.escalation?.channelId;
        const address = there === undefined ? undefined : (await channels.find(there))?.address;
        const by = one.by.at === 0 ? texts.list.byFile : texts.list.by(neutralize(one.by.username), format(one.by.at));
        return [
            texts.preview.which(filterWords(one.filter, language, inCode)),
            texts.preview.loud(loudnessWords(one, language, inCode, (id) => `~${address ?? id}`)),
            `_${by}_`,
        ].join('\n');
    }

    private format(zone: string, language: Language): TimeFormat {
        return timeFormat(language, zone || this.deps.timeZone);
    }

    private answer(message: string, parts: readonly AnswerPart[], language: Language): PostContent {
        const {actionsUrl, signingSecrets, clock} = this.deps;
        const nowSeconds = Math.floor(clock.now() / 1000);
        return subscriptionAnswer(message, parts, {actionsUrl, secret: signingSecrets[0], nowSeconds, language});
    }
}

const pressesFor = (
    {id, revision}: Subscription,
    common: Pick<SubscriptionPress, 'userId' | 'channelId' | 'nonce'>,
    buttons: 'all' | 'remove',
): readonly SubscriptionPress[] => {
    const ask: SubscriptionPress = {...common, act: 'ask', id, revision};
    return buttons === 'remove' ? [ask] : [{...common, act: 'edit', id, revision}, ask];
};

import {AppError, asAppError} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {subscriptionAnswer} from '../../domain/post/subscription_answers';
import type {Draft} from '../../domain/subscription/draft';
import {type Fields, type Mistakes, withFields} from '../../domain/subscription/fields';
import {filterWords, inCode, loudnessWords} from '../../domain/subscription/words';
import {type Language, says, textsOf} from '../../domain/texts';
import type {ChatUser} from '../posts/chat_port';
import type {SubscribedChannel} from './channels_port';
import {channelIdFor, type DraftDeps} from './draft_channel';
import {remarksOn} from './remarks';
import type {SubscribingRights} from './rights';

export interface DraftPreviewDeps extends DraftDeps {
    readonly rights: SubscribingRights;
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
    /** Of whoever has none of ours. */
    readonly language: Language;
    /** Of whoever has none. */
    readonly timeZone: string;
    readonly nonce: () => string;
}

/** Reads what people type into a draft, and shows them what it would bring before it is saved. */
export class DraftPreview {
    constructor(private readonly deps: DraftPreviewDeps) {}

    /** What was typed, checked as far as it can be without saving it. */
    async read(
        user: ChatUser,
        draft: Draft,
        typed: Fields,
    ): Promise<{readonly draft: Draft} | {readonly mistakes: Mistakes}> {
        const language = this.languageOf(user);
        const zone = user.timeZone || this.deps.timeZone;
        const read = withFields(draft, typed, {language, zone});
        if ('mistakes' in read || read.draft.escalation?.channelId === undefined) {
            return read;
        }
        try {
            const channelId = await channelIdFor(this.deps, draft.channelId, read.draft.escalation.channelId);
            if (!(await this.deps.rights.mayChange(user, channelId))) {
                const {may} = textsOf(language).subscribing;
                return {mistakes: {escalation_channel: may.otherChannel(read.draft.escalation.channelId)}};
            }
            return {draft: {...read.draft, escalation: {...read.draft.escalation, channelId}}};
        } catch (error) {
            return {mistakes: {escalation_channel: asAppError(error).sentence(language)}};
        }
    }

    async show(user: ChatUser, draft: Draft, first: readonly string[]): Promise<PostContent> {
        const {nonce, channels} = this.deps;
        const language = this.languageOf(user);
        const texts = textsOf(language).subscribing.preview;
        const remarks = await remarksOn(this.deps, draft, language);
        const {address} = await this.requireChannel(draft.channelId, 'archivedToo');
        const {escalation} = draft;
        const there = escalation?.channelId === undefined ? undefined : await channels.find(escalation.channelId);
        const loud = loudnessWords(draft, language, inCode, (id) => `~${there?.address ?? id}`);
        const common = {userId: user.id, channelId: draft.channelId, nonce: nonce()};
        const lines = [
            ...first,
            texts.title(`~${address}`, draft.isNew),
            `- ${texts.which(filterWords(draft.filter, language, inCode))}`,
            `- ${texts.loud(loud)}`,
            '',
            ...remarks,
        ];
        return this.answer(lines.join('\n'), language, [
            {
                text: '',
                presses: [
                    {...common, act: 'save', draft},
                    {...common, act: 'which', draft},
                    {...common, act: 'loud', draft},
                    {...common, act: 'cancel'},
                ],
            },
        ]);
    }

    /** @throws AppError `forbidden` for what cannot subscribe */
    async requireChannel(channelId: string, archived?: 'archivedToo'): Promise<SubscribedChannel> {
        const channel = await this.deps.channels.find(channelId);
        if (!channel || channel.teamId === '') {
            throw new AppError(
                'forbidden',
                says(({subscribing}) => subscribing.may.noTeamChannel),
            );
        }
        if (channel.isArchived && archived === undefined) {
            throw new AppError(
                'forbidden',
                says(({subscribing}) => subscribing.may.archived),
            );
        }
        return channel;
    }

    /** What one person sees, with buttons. */
    answer(message: string, language: Language, parts: Parameters<typeof subscriptionAnswer>[1]): PostContent {
        const {actionsUrl, signingSecrets} = this.deps;
        const nowSeconds = Math.floor(this.deps.clock.now() / 1000);
        return subscriptionAnswer(message, parts, {actionsUrl, secret: signingSecrets[0], nowSeconds, language});
    }

    private languageOf({language}: ChatUser): Language {
        return language ?? this.deps.language;
    }
}

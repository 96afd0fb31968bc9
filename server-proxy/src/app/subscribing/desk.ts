import {fieldsOf, textField} from '../../domain/action/dialog';
import {AppError, asAppError} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {subscriptionAnswer} from '../../domain/post/subscription_answers';
import {type SubscribeState, subscribeDialog, verifySubscribeState} from '../../domain/subscription/dialogs';
import {type Draft, draftOf, newDraft} from '../../domain/subscription/draft';
import {type Fields, LOUD_FIELDS, type Mistakes, WHICH_FIELDS, withFields} from '../../domain/subscription/fields';
import {FLAGS, parseFlags} from '../../domain/subscription/flags';
import {type SubscriptionPress, verifySubscription} from '../../domain/subscription/press_token';
import {filterWords, inCode, loudnessWords} from '../../domain/subscription/words';
import {type Language, says, textsOf} from '../../domain/texts';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import type {DialogAnswer, DialogSubmission} from '../actions/submit_dialog';
import type {ChatPort, ChatUser} from '../posts/chat_port';
import type {SubscribedChannel, WhispersPort} from './channels_port';
import {channelIdFor, type DraftDeps} from './draft_channel';
import type {SubscriptionLedger} from './ledger';
import {remarksOn} from './remarks';
import type {SubscribingRights} from './rights';

export interface DeskDeps extends DraftDeps {
    readonly ledger: SubscriptionLedger;
    readonly rights: SubscribingRights;
    readonly whispers: WhispersPort;
    readonly dialogs: Pick<ChatPort, 'openDialog'>;
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
    readonly dialogsUrl: string;
    /** Of whoever has none of ours. */
    readonly language: Language;
    /** Of whoever has none. */
    readonly timeZone: string;
    readonly nonce: () => string;
}

/** Who wants to subscribe a channel, and where they said so. */
export interface Subscriber {
    readonly userId: string;
    readonly channelId: string;
    readonly triggerId: string;
    /** What they typed after the word. */
    readonly args: string;
}

/** Subscribes channels: from a command or a dialog to a preview, and from there into the ledger. */
export class SubscriptionDesk {
    constructor(private readonly deps: DeskDeps) {}

    /**
     * Opens the dialog; or, where flags were typed, answers with the preview.
     * @throws AppError `forbidden`, `bad_request`, `mattermost_*`
     */
    async subscribe({userId, channelId, triggerId, args}: Subscriber): Promise<PostContent> {
        const {rights, nonce} = this.deps;
        const user = await rights.requireMayChange(userId, channelId);
        await this.requireChannel(channelId);
        const draft = newDraft(nonce(), channelId);
        const language = this.languageOf(user);
        if (args === '') {
            await this.openDialog({part: 'which', userId, channelId, draft, postId: ''}, triggerId, language);
            return {message: textsOf(language).subscribing.command.opened, type: '', props: {}};
        }
        const read = await this.read(user, draft, fieldsTyped(args, language));
        if ('mistakes' in read) {
            throw new AppError('bad_request', mistakesInFlags(read.mistakes));
        }
        return this.preview(user, read.draft, []);
    }

    /** @returns undefined when the button is not one of ours @throws AppError `bad_signature`, `expired` */
    async answerPress(press: ActionPress): Promise<ActionAnswer | undefined> {
        const token = verifySubscription(press.token, this.deps.signingSecrets, this.nowSeconds());
        if (!token) {
            return undefined;
        }
        if (token.userId !== press.userId || token.channelId !== press.channelId) {
            throw new AppError(
                'forbidden',
                says(({subscribing}) => subscribing.may.notYours),
            );
        }
        const user = await this.deps.rights.requireMayChange(press.userId, token.channelId);
        const content = await this.obey(token, user, press);
        if (content) {
            await this.deps.whispers.replace(press.userId, press, content);
        }
        return {ephemeralText: ''};
    }

    /** @returns undefined when another dialog was submitted @throws AppError `bad_signature`, `expired`, `forbidden` */
    async submitDialog(sent: DialogSubmission): Promise<DialogAnswer | undefined> {
        const state = verifySubscribeState(sent.state, this.deps.signingSecrets, this.nowSeconds());
        if (!state) {
            return undefined;
        }
        if (state.userId !== sent.userId || state.channelId !== sent.channelId) {
            throw new AppError('bad_signature', 'This dialog was opened for another person or channel.');
        }
        const user = await this.deps.rights.requireMayChange(sent.userId, state.channelId);
        const read = await this.read(user, state.draft, submittedFields(state, sent.submission));
        if ('mistakes' in read) {
            return {errors: read.mistakes as Readonly<Record<string, string>>};
        }
        const content = await this.preview(user, read.draft, []);
        const {whispers} = this.deps;
        await (state.postId === ''
            ? whispers.show(sent.userId, state.channelId, content)
            : whispers.replace(sent.userId, {postId: state.postId, channelId: state.channelId}, content));
        return {};
    }

    /** @returns what replaces the answer with the button; undefined: it stays */
    private async obey(
        token: SubscriptionPress,
        user: ChatUser,
        {triggerId, postId}: ActionPress,
    ): Promise<PostContent | undefined> {
        const {userId, channelId} = token;
        const texts = textsOf(this.languageOf(user)).subscribing;
        const open = (part: SubscribeState['part'], draft: Draft) =>
            this.openDialog({part, userId, channelId, draft, postId}, triggerId, this.languageOf(user));
        switch (token.act) {
            case 'save':
                return this.save(token.draft, user);
            case 'which':
            case 'loud':
                await open(token.act, token.draft);
                return undefined;
            case 'add':
                await open('which', newDraft(this.deps.nonce(), channelId));
                return undefined;
            case 'edit':
                await open('which', draftOf(await this.stored(token)));
                return undefined;
            case 'ask':
                return this.question(token, user);
            case 'remove':
                return this.remove(token, user);
            case 'cancel':
                return said(texts.done.cancelled);
            case 'keep':
                return said(texts.done.kept);
        }
    }

    private async save(draft: Draft, user: ChatUser): Promise<PostContent> {
        const {ledger, channels, logger} = this.deps;
        const channel = await this.requireChannel(draft.channelId);
        if (draft.escalation?.channelId !== undefined) {
            await this.deps.rights.requireMayChange(user.id, draft.escalation.channelId);
        }
        try {
            const saved = await ledger.save(draft, user);
            if (!channel.isJoined) {
                await channels.join(channel).catch((error: unknown) => {
                    logger.warn('The bot could not join a channel', {channel: channel.id, error: asAppError(error)});
                });
            }
            const {done} = textsOf(this.languageOf(user)).subscribing;
            const sentence = draft.isNew ? done.saved(`~${channel.address}`) : done.changed(`~${channel.address}`);
            return said(saved === 'again' ? `${done.again} ${sentence}` : `${sentence} ${done.openProblems}`);
        } catch (error) {
            return this.afterConflict(draft, user, asAppError(error));
        }
    }

    /** Somebody else was faster: what this person typed stays, for them to decide. @throws what is no conflict */
    private async afterConflict(draft: Draft, user: ChatUser, error: AppError): Promise<PostContent> {
        const stored = await this.deps.ledger.find(draft.id);
        if (error.code !== 'forbidden' || draft.isNew) {
            throw error;
        }
        const language = this.languageOf(user);
        const texts = textsOf(language).subscribing.preview;
        const now =
            stored && `${filterWords(stored.filter, language, inCode)}; ${loudnessWords(stored, language, inCode)}`;
        const next: Draft = stored
            ? {...draft, revision: stored.revision}
            : {...draft, id: this.deps.nonce(), revision: 0, isNew: true};
        return this.preview(user, next, [
            `⚠️ ${error.sentence(language)}`,
            ...(now === undefined ? [texts.keptRemoved] : [texts.now(now), texts.kept]),
        ]);
    }

    private async question(
        token: SubscriptionPress & {readonly id: string; readonly revision: number},
        user: ChatUser,
    ) {
        const stored = await this.stored(token);
        const language = this.languageOf(user);
        const {userId, channelId, id} = token;
        const common = {userId, channelId, nonce: this.deps.nonce()};
        return this.answer('', language, [
            {
                text: textsOf(language).subscribing.list.sure(filterWords(stored.filter, language, inCode)),
                presses: [
                    {...common, act: 'remove', id, revision: stored.revision},
                    {...common, act: 'keep'},
                ],
            },
        ]);
    }

    private async remove(
        {id, revision, channelId}: SubscriptionPress & {readonly id: string; readonly revision: number},
        user: ChatUser,
    ): Promise<PostContent> {
        const language = this.languageOf(user);
        const removed = await this.deps.ledger.remove(id, revision, user);
        const {address} = await this.requireChannel(channelId, 'archivedToo');
        const {done} = textsOf(language).subscribing;
        return said(
            removed
                ? done.removed(`~${address}`, filterWords(removed.filter, language, inCode))
                : textsOf(language).subscriptions.removedMeanwhile,
        );
    }

    /** @throws AppError `forbidden` when it was removed meanwhile, or is another channel's */
    private async stored({id, channelId}: {readonly id: string; readonly channelId: string}) {
        const found = await this.deps.ledger.find(id);
        if (!found || found.channelId !== channelId) {
            throw new AppError(
                'forbidden',
                says(({subscriptions}) => subscriptions.removedMeanwhile),
            );
        }
        return found;
    }

    /** What was typed, checked as far as it can be without saving it. */
    private async read(
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

    private async preview(user: ChatUser, draft: Draft, first: readonly string[]): Promise<PostContent> {
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

    private async openDialog(state: SubscribeState, triggerId: string, language: Language): Promise<void> {
        const {dialogs, dialogsUrl, signingSecrets, channels} = this.deps;
        const {draft} = state;
        const there = draft.escalation?.channelId;
        // People know channels by their names.
        const address = there === undefined ? undefined : (await channels.find(there))?.address;
        const shown =
            draft.escalation && address !== undefined
                ? {...draft, escalation: {...draft.escalation, channelId: address}}
                : draft;
        const options = {language, secret: signingSecrets[0], nowSeconds: this.nowSeconds()};
        await dialogs.openDialog(triggerId, dialogsUrl, subscribeDialog({...state, draft: shown}, options));
    }

    /** @throws AppError `forbidden` for what cannot subscribe */
    private async requireChannel(channelId: string, archived?: 'archivedToo'): Promise<SubscribedChannel> {
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

    private answer(message: string, language: Language, parts: Parameters<typeof subscriptionAnswer>[1]): PostContent {
        const {actionsUrl, signingSecrets} = this.deps;
        const nowSeconds = this.nowSeconds();
        return subscriptionAnswer(message, parts, {actionsUrl, secret: signingSecrets[0], nowSeconds, language});
    }

    private languageOf({language}: ChatUser): Language {
        return language ?? this.deps.language;
    }

    private nowSeconds(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

const said = (message: string): PostContent => ({message, type: '', props: {attachments: []}});

/** @throws AppError `bad_request` */
const fieldsTyped = (args: string, language: Language): Fields => {
    const read = parseFlags(args);
    if ('fields' in read) {
        return read.fields;
    }
    const {command} = textsOf(language).subscribing;
    const names = Object.keys(FLAGS).join(', ');
    throw new AppError(
        'bad_request',
        read.kind === 'form'
            ? command.noFlag(inCode(read.word))
            : command.unknownFlag(inCode(read.word), read.similar && inCode(read.similar), names),
    );
};

const mistakesInFlags = (mistakes: Mistakes): string =>
    Object.entries(mistakes)
        .map(([field, sentence]) => {
            const flag = Object.keys(FLAGS).find((name) => FLAGS[name] === field);
            return `* \`${flag ?? field}\`: ${sentence}`;
        })
        .join('\n');

/** Clients leave out what is empty, except for a select, which never is. */
const submittedFields = ({part}: SubscribeState, submission: unknown): Fields => {
    const sent = fieldsOf(submission);
    const names = part === 'which' ? WHICH_FIELDS : LOUD_FIELDS;
    const isChosen = (name: string) => /^(?:objects|state_from|priority_from|.*_priority)$/.test(name);
    return Object.fromEntries(
        names
            .filter((name) => !isChosen(name) || textField(sent, name) !== '')
            .map((name) => [name, typeof sent[name] === 'boolean' ? String(sent[name]) : textField(sent, name)]),
    );
};

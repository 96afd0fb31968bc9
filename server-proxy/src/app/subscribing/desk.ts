import {AppError, asAppError} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {type SubscribeState, subscribeDialog, verifySubscribeState} from '../../domain/subscription/dialogs';
import {type Draft, draftOf, newDraft} from '../../domain/subscription/draft';
import {type SubscriptionPress, verifySubscription} from '../../domain/subscription/press_token';
import {filterWords, inCode, loudnessWords} from '../../domain/subscription/words';
import {type Language, says, textsOf} from '../../domain/texts';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import {requireOpener} from '../actions/require_opener';
import type {DialogAnswer, DialogSubmission} from '../actions/submit_dialog';
import type {ChatPort, ChatUser} from '../posts/chat_port';
import type {WhispersPort} from './channels_port';
import {DraftPreview, type DraftPreviewDeps} from './draft_preview';
import type {SubscriptionLedger} from './ledger';
import {fieldsTyped, mistakesInFlags, submittedFields} from './typed_fields';

export interface DeskDeps extends DraftPreviewDeps {
    readonly ledger: SubscriptionLedger;
    readonly whispers: WhispersPort;
    readonly dialogs: Pick<ChatPort, 'openDialog'>;
    readonly dialogsUrl: string;
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
    private readonly drafts: DraftPreview;

    constructor(private readonly deps: DeskDeps) {
        this.drafts = new DraftPreview(deps);
    }

    /**
     * Opens the dialog; or, where flags were typed, answers with the preview.
     * @throws AppError `forbidden`, `bad_request`, `mattermost_*`
     */
    async subscribe({userId, channelId, triggerId, args}: Subscriber): Promise<PostContent> {
        const {rights, nonce} = this.deps;
        const user = await rights.requireMayChange(userId, channelId);
        await this.drafts.requireChannel(channelId);
        const draft = newDraft(nonce(), channelId);
        const language = this.languageOf(user);
        if (args === '') {
            await this.openDialog({part: 'which', userId, channelId, draft, postId: ''}, triggerId, language);
            return {message: textsOf(language).subscribing.command.opened, type: '', props: {}};
        }
        const read = await this.drafts.read(user, draft, fieldsTyped(args, language));
        if ('mistakes' in read) {
            throw new AppError('bad_request', mistakesInFlags(read.mistakes));
        }
        return this.drafts.show(user, read.draft, []);
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
        requireOpener(state, sent);
        const user = await this.deps.rights.requireMayChange(sent.userId, state.channelId);
        const read = await this.drafts.read(user, state.draft, submittedFields(state, sent.submission));
        if ('mistakes' in read) {
            return {errors: read.mistakes as Readonly<Record<string, string>>};
        }
        const content = await this.drafts.show(user, read.draft, []);
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
        const channel = await this.drafts.requireChannel(draft.channelId);
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
        return this.drafts.show(user, next, [
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
        return this.drafts.answer('', language, [
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
        const {address} = await this.drafts.requireChannel(channelId, 'archivedToo');
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

    private languageOf({language}: ChatUser): Language {
        return language ?? this.deps.language;
    }

    private nowSeconds(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

const said = (message: string): PostContent => ({message, type: '', props: {attachments: []}});

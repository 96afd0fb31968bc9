import {PLUGIN_ID} from '#contract';
import {withoutEndSlashes} from '../../domain/address';
import {AppError, asAppError} from '../../domain/errors';
import {type SetupAct, type SetupToken, setupPost, verifySetup} from '../../domain/post/setup_post';
import {neutralize} from '../../domain/text';
import {type Language, says, textsOf} from '../../domain/texts';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import type {Background} from '../background';
import type {ChatPort} from '../posts/chat_port';
import type {Clock} from '../telemetry';
import {actsOf} from './acts';
import {describeLines, describeSetup, type SetupFacts} from './describe_setup';
import type {Setup, SetupView} from './setup';

export interface GuideDeps {
    readonly setup: Setup;
    readonly chat: Pick<ChatPort, 'createPost' | 'updatePost' | 'reply' | 'directChannel'>;
    readonly clock: Clock;
    readonly background: Pick<Background, 'start'>;
    /** @returns undefined when nobody has that name */
    readonly userIdOf: (username: string) => Promise<string | undefined>;
    /** Offers the channels that are not authorised, if there are any. */
    readonly offerChannels: (userId: string) => Promise<void>;
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
    readonly openitcockpitUrl: string;
    readonly hasToken: boolean;
    readonly language: Language;
}

/** Who runs the set-up, and Mattermost's address as they see it; empty when the server does not know its own. */
export type Administrator = Omit<SetupToken, 'act'>;

/** What shows the plan. `look` is the word in the signed buttons of existing posts. */
export type PlanRequest = 'look' | 'safe' | 'curl' | 'takeover';
export type SetupStep = 'apply' | 'replace' | 'export' | 'undo';

/** What a step came to: a sentence of its own, or how things stand now. */
type Outcome = {readonly said: string} | {readonly view: SetupView};

/** Guides an administrator through the set-up, with a direct message with buttons and with answers to what they type. */
export class SetupGuide {
    constructor(private readonly deps: GuideDeps) {}

    /** The plan as a direct message with buttons. @returns id of the post @throws AppError as `Setup` does */
    async write(administrator: Administrator, request: PlanRequest): Promise<string> {
        const postId = await this.send(administrator, await this.view(administrator, request), '');
        await this.deps.offerChannels(administrator.userId);
        return postId;
    }

    /** @returns Markdown @throws AppError as `Setup` does */
    async say(administrator: Administrator, step: SetupStep): Promise<string> {
        const outcome = await this.perform(administrator, step);
        if (step === 'export') {
            this.whenExported(async () => void (await this.write(administrator, 'look')));
        }
        return 'said' in outcome ? outcome.said : this.describe(administrator, outcome.view);
    }

    /** The lines to copy, and where they go. @returns Markdown */
    async lines(administrator: Administrator): Promise<string> {
        const {plan} = await this.deps.setup.view(administrator.userId);
        return describeLines(plan.form, this.factsFor(administrator));
    }

    /** Puts another administrator in charge, who gets the direct message. @returns the answer for the one who handed over */
    async handOver(administrator: Administrator, toId: string): Promise<string> {
        const {setup, language} = this.deps;
        await setup.handOver(administrator.userId, toId);
        const texts = textsOf(language).setup;
        const [from, to, view] = await Promise.all([
            setup.nameOf(administrator.userId),
            setup.nameOf(toId),
            setup.view(toId),
        ]);
        await this.send({...administrator, userId: toId}, view, texts.handedOver(from));
        return texts.handedOverTo(to);
    }

    /** The same by name. @throws AppError `bad_request` when nobody has that name */
    async handOverTo(administrator: Administrator, username: string): Promise<string> {
        const toId = username === '' ? undefined : await this.deps.userIdOf(username);
        if (toId === undefined) {
            throw new AppError(
                'bad_request',
                says(({setup}) => setup.noSuchUser(neutralize(username.slice(0, 64)))),
            );
        }
        return this.handOver(administrator, toId);
    }

    /** @returns undefined when the button pressed is not one of set-up's @throws AppError `bad_signature`, `expired` */
    async answerPress(press: ActionPress): Promise<ActionAnswer | undefined> {
        const token = verifySetup(press.token, this.deps.signingSecrets, this.nowSeconds());
        if (!token) {
            return undefined;
        }
        try {
            if (token.userId !== press.userId) {
                throw new AppError(
                    'forbidden',
                    says(({setupChat}) => setupChat.notYours),
                );
            }
            await this.obey(token, press);
            return {ephemeralText: ''};
        } catch (error) {
            return {ephemeralText: asAppError(error).sentence(this.deps.language)};
        }
    }

    private async obey({act, ...administrator}: SetupToken, press: ActionPress): Promise<void> {
        const {chat} = this.deps;
        if (act === 'lines') {
            await chat.reply({postId: press.postId, channelId: press.channelId}, await this.lines(administrator));
        } else if (act === 'handover') {
            const said = await this.handOver(administrator, press.selectedOption);
            await chat.updatePost(press.postId, this.content(administrator, said, ['look']));
        } else {
            await this.show(administrator, press.postId, await this.perform(administrator, act));
            if (act === 'export') {
                this.whenExported(async () =>
                    this.show(administrator, press.postId, await this.perform(administrator, 'look')),
                );
            }
        }
    }

    /** Nobody waits for this: an export takes longer than a press may. */
    private whenExported(tell: () => Promise<void>): void {
        this.deps.background.start('Watching an export', async () => {
            if (await this.deps.setup.exportEnded()) {
                await tell();
            }
        });
    }

    /** The message says what was done, and how things stand now. */
    private async show(administrator: Administrator, postId: string, outcome: Outcome): Promise<void> {
        const view = 'view' in outcome ? outcome.view : await this.deps.setup.view(administrator.userId);
        const said = 'said' in outcome ? `${outcome.said}\n\n` : '';
        const message = `${said}${this.describe(administrator, view)}`;
        await this.deps.chat.updatePost(
            postId,
            this.content(administrator, message, actsOf(view, administrator.userId)),
        );
    }

    private async send(administrator: Administrator, view: SetupView, greeting: string): Promise<string> {
        const message = `${greeting === '' ? '' : `${greeting}\n\n`}${this.describe(administrator, view)}`;
        const channel = await this.deps.chat.directChannel(administrator.userId);
        const post = await this.deps.chat.createPost(
            channel,
            this.content(administrator, message, actsOf(view, administrator.userId)),
        );
        return post.postId;
    }

    private view({userId}: Administrator, request: PlanRequest): Promise<SetupView> {
        const {setup} = this.deps;
        switch (request) {
            case 'look':
                return setup.view(userId);
            case 'takeover':
                return setup.takeOver(userId);
            case 'safe':
            case 'curl':
                return setup.view(userId, request);
        }
    }

    private async perform(administrator: Administrator, act: PlanRequest | SetupStep): Promise<Outcome> {
        const {setup, language} = this.deps;
        const texts = textsOf(language).setup;
        switch (act) {
            case 'apply':
            case 'replace':
                return {view: await setup.apply(administrator.userId, act === 'replace')};
            case 'export':
                await setup.export(administrator.userId);
                return {said: texts.exportLaunched};
            case 'undo': {
                const undone = await setup.undo(administrator.userId);
                const lines = undone.map(({name, outcome}) => texts.undone[outcome](name));
                const isExportNeeded = undone.some(({outcome}) => outcome === 'removed' || outcome === 'restored');
                return {
                    said:
                        lines.length === 0
                            ? texts.nothingToUndo
                            : [...lines, ...(isExportNeeded ? [texts.exportNeeded] : [])].join('\n'),
                };
            }
            default:
                return {view: await this.view(administrator, act)};
        }
    }

    private describe(administrator: Administrator, view: SetupView): string {
        return describeSetup(view, this.factsFor(administrator));
    }

    private content(administrator: Administrator, message: string, acts: readonly SetupAct[]) {
        const {actionsUrl, signingSecrets, language} = this.deps;
        return setupPost(message, acts, {
            ...administrator,
            actionsUrl,
            language,
            secret: signingSecrets[0],
            nowSeconds: this.nowSeconds(),
        });
    }

    private factsFor({siteUrl}: Administrator): SetupFacts {
        const {openitcockpitUrl, hasToken, language} = this.deps;
        const site = siteUrl === '' ? 'https://chat.example.org' : withoutEndSlashes(siteUrl);
        return {pluginUrl: `${site}/plugins/${PLUGIN_ID}`, openitcockpitUrl, hasToken, language};
    }

    private nowSeconds(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

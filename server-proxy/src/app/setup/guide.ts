import {PLUGIN_ID} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import {type SetupAct, type SetupToken, setupPost, verifySetup} from '../../domain/post/setup_post';
import {neutralize} from '../../domain/text';
import {type Language, says, textsOf} from '../../domain/texts';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import type {ChatPort} from '../posts/chat_port';
import type {Clock} from '../telemetry';
import {actsOf} from './acts';
import {describeLines, describeSetup, type SetupFacts} from './describe_setup';
import type {Setup, SetupView} from './setup';

export interface GuideDeps {
    readonly setup: Setup;
    readonly chat: Pick<ChatPort, 'createPost' | 'updatePost' | 'reply' | 'directChannel'>;
    readonly clock: Clock;
    /** @returns undefined when there is nobody of that name */
    readonly userIdOf: (username: string) => Promise<string | undefined>;
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
    readonly openitcockpitUrl: string;
    readonly hasToken: boolean;
    readonly language: Language;
}

/** Who is led, and Mattermost's address as they see it; empty when the server does not know its own. */
export type Led = Omit<SetupToken, 'act'>;

export type PlanRequest = 'look' | 'safe' | 'curl' | 'takeover';
export type Deed = 'apply' | 'replace' | 'export' | 'undo';

/** What a deed brought: its own words, or how things are now. */
type Outcome = {readonly said: string} | {readonly view: SetupView};

/** Leads an administrator through the set-up: by a direct message with buttons, and by answers to what they type. */
export class SetupGuide {
    constructor(private readonly deps: GuideDeps) {}

    /** The plan as a direct message with buttons. @returns id of the post @throws AppError as `Setup` does */
    async write(led: Led, request: PlanRequest): Promise<string> {
        return this.send(led, await this.view(led, request), '');
    }

    /** @returns Markdown @throws AppError as `Setup` does */
    async say(led: Led, deed: Deed): Promise<string> {
        const outcome = await this.perform(led, deed);
        return 'said' in outcome ? outcome.said : this.describe(led, outcome.view);
    }

    /** The lines to copy, and where they go. @returns Markdown */
    async lines(led: Led): Promise<string> {
        const {plan} = await this.deps.setup.view(led.userId);
        return describeLines(plan.form, this.factsFor(led));
    }

    /** Lets another administrator lead, who gets the direct message. @returns what to say to who did */
    async handOver(led: Led, toId: string): Promise<string> {
        const {setup, language} = this.deps;
        await setup.handOver(led.userId, toId);
        const texts = textsOf(language).setup;
        const [from, to, view] = await Promise.all([setup.nameOf(led.userId), setup.nameOf(toId), setup.view(toId)]);
        await this.send({...led, userId: toId}, view, texts.handedOver(from));
        return texts.handedOverTo(to);
    }

    /** The same by name. @throws AppError `bad_request` when there is nobody of that name */
    async handOverTo(led: Led, username: string): Promise<string> {
        const toId = username === '' ? undefined : await this.deps.userIdOf(username);
        if (toId === undefined) {
            throw new AppError(
                'bad_request',
                says(({setup}) => setup.noSuchUser(neutralize(username.slice(0, 64)))),
            );
        }
        return this.handOver(led, toId);
    }

    /** @returns undefined for a press of anything else than a button of set-up @throws AppError `bad_signature`, `expired` */
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

    private async obey({act, ...led}: SetupToken, press: ActionPress): Promise<void> {
        const {chat} = this.deps;
        if (act === 'lines') {
            await chat.reply({postId: press.postId, channelId: press.channelId}, await this.lines(led));
        } else if (act === 'handover') {
            const said = await this.handOver(led, press.selectedOption);
            await chat.updatePost(press.postId, this.content(led, said, ['look']));
        } else {
            await this.show(led, press.postId, await this.perform(led, act));
        }
    }

    /** The message says what was done, and how things are now. */
    private async show(led: Led, postId: string, outcome: Outcome): Promise<void> {
        const view = 'view' in outcome ? outcome.view : await this.deps.setup.view(led.userId);
        const said = 'said' in outcome ? `${outcome.said}\n\n` : '';
        const message = `${said}${this.describe(led, view)}`;
        await this.deps.chat.updatePost(postId, this.content(led, message, actsOf(view, led.userId)));
    }

    private async send(led: Led, view: SetupView, greeting: string): Promise<string> {
        const message = `${greeting === '' ? '' : `${greeting}\n\n`}${this.describe(led, view)}`;
        const channel = await this.deps.chat.directChannel(led.userId);
        const post = await this.deps.chat.createPost(channel, this.content(led, message, actsOf(view, led.userId)));
        return post.postId;
    }

    private view({userId}: Led, request: PlanRequest): Promise<SetupView> {
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

    private async perform(led: Led, act: PlanRequest | Deed): Promise<Outcome> {
        const {setup, language} = this.deps;
        const texts = textsOf(language).setup;
        switch (act) {
            case 'apply':
            case 'replace':
                return {view: await setup.apply(led.userId, act === 'replace')};
            case 'export':
                await setup.export(led.userId);
                return {said: texts.exportLaunched};
            case 'undo': {
                const undone = await setup.undo(led.userId);
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
                return {view: await this.view(led, act)};
        }
    }

    private describe(led: Led, view: SetupView): string {
        return describeSetup(view, this.factsFor(led));
    }

    private content(led: Led, message: string, acts: readonly SetupAct[]) {
        const {actionsUrl, signingSecrets, language} = this.deps;
        return setupPost(message, acts, {
            ...led,
            actionsUrl,
            language,
            secret: signingSecrets[0],
            nowSeconds: this.nowSeconds(),
        });
    }

    private factsFor({siteUrl}: Led): SetupFacts {
        const {openitcockpitUrl, hasToken, language} = this.deps;
        const site = siteUrl === '' ? 'https://chat.example.org' : siteUrl.replace(/\/+$/, '');
        return {pluginUrl: `${site}/plugins/${PLUGIN_ID}`, openitcockpitUrl, hasToken, language};
    }

    private nowSeconds(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

import {PLUGIN_ID} from '#contract';
import {withoutEndSlashes} from '../../domain/address';
import {asAppError} from '../../domain/errors';
import {type SetupAct, type SetupToken, setupPost, verifySetup} from '../../domain/post/setup_post';
import {type Language, textsOf} from '../../domain/texts';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import type {Background} from '../background';
import type {ChatPort} from '../posts/chat_port';
import type {Clock} from '../telemetry';
import {actsAtStart, actsOf} from './acts';
import {describeLines, describeNetwork, describeSetup, type SetupFacts} from './describe_setup';
import {describeStart, isReady} from './describe_start';
import type {Setup, SetupStart, SetupView} from './setup';

export interface GuideDeps
    extends Pick<SetupFacts, 'openitcockpitUrl' | 'hasKey' | 'hasToken' | 'hasStream' | 'opens'> {
    readonly setup: Setup;
    readonly chat: Pick<ChatPort, 'createPost' | 'updatePost' | 'directChannel'>;
    readonly clock: Clock;
    readonly background: Pick<Background, 'start'>;
    /** Offers the channels that are not authorised, if there are any. */
    readonly offerChannels: (userId: string) => Promise<void>;
    /** Writes Doctor's report as a direct message. */
    readonly test: (userId: string, language: Language) => Promise<unknown>;
    /** Of a person's account, or else that of the settings. Never rejects. */
    readonly languageOf: (userId: string) => Promise<Language>;
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
}

/** Who runs the set-up, and Mattermost's address as they see it; empty when the server does not know its own. */
export interface Administrator extends Omit<SetupToken, 'act'> {
    readonly userId: string;
    readonly language: Language;
}

/** What shows how things stand: `look` the essentials, the others the notification commands. */
export type PlanRequest = 'look' | 'check' | 'safe' | 'curl';
export type SetupStep = 'channel' | 'apply' | 'replace' | 'export' | 'undo';

/** How things stand now. */
type Shown = {readonly start: SetupStart} | {readonly view: SetupView};
/** What a step came to. */
type Outcome = Shown & {readonly said?: string};

/** Guides administrators through the set-up, with direct messages with buttons and with answers to what they type. */
export class SetupGuide {
    constructor(private readonly deps: GuideDeps) {}

    /** How things stand, as a direct message with buttons. @returns id of the post @throws AppError as `Setup` does */
    async write(administrator: Administrator, request: PlanRequest): Promise<string> {
        const shown = await this.show(administrator, request);
        const channel = await this.deps.chat.directChannel(administrator.userId);
        const {postId} = await this.deps.chat.createPost(channel, this.content(administrator, shown));
        await this.deps.offerChannels(administrator.userId);
        return postId;
    }

    /** @returns Markdown @throws AppError as `Setup` does */
    async say(administrator: Administrator, step: SetupStep): Promise<string> {
        const outcome = await this.perform(administrator, step);
        if (step === 'export') {
            this.whenExported(async () => void (await this.write(administrator, 'check')));
        }
        return outcome.said ?? this.describe(administrator, outcome);
    }

    /** The lines to copy, and where they go. @returns Markdown */
    async lines(administrator: Administrator): Promise<string> {
        const {state} = await this.deps.setup.start(administrator.userId);
        return describeLines(state.form, this.factsFor(administrator));
    }

    /** Commands that test the network. @returns Markdown */
    async network(administrator: Administrator): Promise<string> {
        await this.deps.setup.start(administrator.userId);
        return describeNetwork(this.factsFor(administrator));
    }

    /**
     * Whoever presses must be an administrator, but need not be the one the message was written for.
     * @returns undefined when the button pressed is not one of set-up's @throws AppError `bad_signature`, `expired`
     */
    async answerPress(press: ActionPress): Promise<ActionAnswer | undefined> {
        const token = verifySetup(press.token, this.deps.signingSecrets, this.nowSeconds());
        if (!token) {
            return undefined;
        }
        const {userId} = press;
        const language = await this.deps.languageOf(userId);
        try {
            return {ephemeralText: await this.obey(token.act, {siteUrl: token.siteUrl, userId, language}, press)};
        } catch (error) {
            return {ephemeralText: asAppError(error).sentence(language)};
        }
    }

    /** @returns what is said to the one who pressed, if anything */
    private async obey(act: SetupAct, administrator: Administrator, press: ActionPress): Promise<string> {
        const {chat, setup, test, background} = this.deps;
        const {userId, language} = administrator;
        const {postId, channelId} = press;
        if (act === 'lines' || act === 'network') {
            // A reply, and an answer for one person too, would be folded away in the thread.
            await chat.createPost(channelId, {message: await this[act](administrator), type: '', props: {}});
            return '';
        }
        if (act === 'test') {
            await setup.start(userId);
            background.start('Testing for set-up', async () => void (await test(userId, language)));
            return textsOf(language).setupStart.testing;
        }
        const update = async (outcome: Outcome) => chat.updatePost(postId, this.content(administrator, outcome));
        await update(await this.perform(administrator, act));
        if (act === 'export') {
            this.whenExported(async () => update(await this.show(administrator, 'check')));
        }
        return '';
    }

    /** Nobody waits for this: an export takes longer than a press may. */
    private whenExported(tell: () => Promise<unknown>): void {
        this.deps.background.start('Watching an export', async () => {
            if (await this.deps.setup.exportEnded()) {
                await tell();
            }
        });
    }

    private async show({userId}: Administrator, request: PlanRequest): Promise<Shown> {
        const {setup} = this.deps;
        if (request === 'look') {
            return {start: await setup.start(userId)};
        }
        return {view: await setup.view(userId, request === 'check' ? undefined : request)};
    }

    private async perform(administrator: Administrator, act: SetupAct): Promise<Outcome> {
        const {setup} = this.deps;
        const {userId, language} = administrator;
        switch (act) {
            case 'channel':
                return {start: await setup.makeChannel(userId)};
            case 'apply':
            case 'replace':
                return {view: await setup.apply(userId, act === 'replace')};
            case 'export':
                await setup.export(userId);
                return {said: textsOf(language).setup.exportLaunched, view: await setup.view(userId)};
            case 'undo':
                return {said: await this.undo(administrator), start: await setup.start(userId)};
            case 'commands':
            case 'check':
                return this.show(administrator, 'check');
            case 'safe':
            case 'curl':
                return this.show(administrator, act);
            default:
                // Also the buttons of earlier versions that are no more.
                return this.show(administrator, 'look');
        }
    }

    private async undo({userId, language}: Administrator): Promise<string> {
        const texts = textsOf(language).setup;
        const undone = await this.deps.setup.undo(userId);
        const lines = undone.map(({name, outcome}) => texts.undone[outcome](name));
        const isExportNeeded = undone.some(({outcome}) => outcome === 'removed' || outcome === 'restored');
        return lines.length === 0
            ? texts.nothingToUndo
            : [...lines, ...(isExportNeeded ? [texts.exportNeeded] : [])].join('\n');
    }

    private describe(administrator: Administrator, shown: Shown): string {
        const facts = this.factsFor(administrator);
        return 'start' in shown ? describeStart(shown.start, facts) : describeSetup(shown.view, facts);
    }

    private content(administrator: Administrator, outcome: Outcome) {
        const {actionsUrl, signingSecrets} = this.deps;
        const {siteUrl, language} = administrator;
        const acts =
            'start' in outcome
                ? actsAtStart(outcome.start, isReady(outcome.start, this.factsFor(administrator)))
                : actsOf(outcome.view);
        const said = outcome.said === undefined ? '' : `${outcome.said}\n\n`;
        return setupPost(`${said}${this.describe(administrator, outcome)}`, acts, {
            siteUrl,
            actionsUrl,
            language,
            secret: signingSecrets[0],
            nowSeconds: this.nowSeconds(),
        });
    }

    private factsFor({siteUrl, language}: Administrator): SetupFacts {
        const {openitcockpitUrl, hasKey, hasToken, hasStream, opens} = this.deps;
        const known = siteUrl === '' ? '' : withoutEndSlashes(siteUrl);
        const link = known === '' ? '' : `${known}/admin_console/plugins/plugin_${PLUGIN_ID}`;
        return {
            pluginUrl: `${known || 'https://chat.example.org'}/plugins/${PLUGIN_ID}`,
            settings: textsOf(language).setupStart.settings(link),
            openitcockpitUrl,
            hasKey,
            hasToken,
            hasStream,
            opens,
            language,
        };
    }

    private nowSeconds(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}

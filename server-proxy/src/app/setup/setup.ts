import {AppError, asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {ChatPort} from '../posts/chat_port';
import type {Clock} from '../telemetry';
import {applySetup} from './apply_setup';
import {type ChannelDeps, hasWork, makeChannel, refuseUnusable, undoChannel} from './make_channel';
import type {LineForm} from './notification_lines';
import {type PlannedChannel, planChannel} from './plan_channel';
import {type PlannedObjects, planSetup, type SetupPlan} from './plan_setup';
import type {ExportState, ProvisioningPort} from './provisioning_port';
import type {SetupState, SetupStore} from './setup_state';
import {type UndoneObject, undoSetup} from './undo_setup';

const EXPORT_PAUSE_MS = 2000;
/** Large configurations take minutes: an hour. */
const EXPORT_LOOKS = 1800;
/** In a row: openITCOCKPIT is away, or the settings have changed and this client is closed. */
const EXPORT_FAILURES = 30;

export interface SetupDeps extends ChannelDeps {
    readonly provisioning: ProvisioningPort;
    readonly store: SetupStore;
    readonly chat: Pick<ChatPort, 'user'>;
    readonly clock: Clock;
}

/** What the essentials are like; openITCOCKPIT is not asked. */
export interface SetupStart {
    readonly channel: PlannedChannel;
    readonly state: SetupState;
}

export interface SetupView {
    readonly plan: SetupPlan;
    readonly channel: PlannedChannel;
    readonly state: SetupState;
    /** undefined: the API user may not see it. */
    readonly export?: ExportState;
}

/**
 * Sets up openITCOCKPIT and Mattermost for any system administrator. Every method throws AppError `forbidden` for
 * anybody else, `busy` while somebody is changing something.
 */
export class Setup {
    constructor(private readonly deps: SetupDeps) {}

    /** Changes nothing. */
    async start(userId: string): Promise<SetupStart> {
        await this.requireAdministrator(userId);
        return {channel: await this.planChannel(userId), state: (await this.deps.store.load()) ?? FRESH};
    }

    /** Makes the channel ready, and nothing else. */
    makeChannel(userId: string): Promise<SetupStart> {
        return this.alone(userId, async (state) => {
            refuseUnusable(await this.planChannel(userId));
            await makeChannel(this.deps, state, userId);
            return this.start(userId);
        });
    }

    /** Changes nothing, except the form of the lines when given one. */
    async view(userId: string, form?: LineForm): Promise<SetupView> {
        await this.requireAdministrator(userId);
        const stored = await this.deps.store.load();
        if (form !== undefined && form !== (stored?.form ?? 'safe')) {
            return this.alone(userId, async (state) => {
                const next = {...state, form};
                await this.deps.store.save(next);
                return this.viewOf(userId, next);
            });
        }
        return this.viewOf(userId, stored ?? FRESH);
    }

    apply(userId: string, replace: boolean): Promise<SetupView> {
        return this.alone(userId, async (state) => {
            const {store} = this.deps;
            const channel = await this.planChannel(userId);
            refuseUnusable(channel);
            await store.save(state);
            try {
                await applySetup(this.deps, state, replace);
            } catch (error) {
                // The rest can be copied by hand, and the view says so; but the channel is ours to make.
                if (asAppError(error).code !== 'openitcockpit_right_missing' || !hasWork(channel)) {
                    throw error;
                }
            }
            await makeChannel(this.deps, (await store.load()) ?? state, userId);
            return this.viewOf(userId, (await store.load()) ?? state);
        });
    }

    /** @throws AppError `openitcockpit_export_running` */
    export(userId: string): Promise<void> {
        return this.alone(userId, async (state) => {
            await this.deps.provisioning.launchExport();
            await this.deps.store.save({...state, exportedAt: Math.floor(this.deps.clock.now() / 1000)});
        });
    }

    /**
     * Resolves once openITCOCKPIT says that the export has ended, or can no longer be asked.
     * @returns whether it has ended
     */
    async exportEnded(): Promise<boolean> {
        let failures = 0;
        for (let asked = 0; asked < EXPORT_LOOKS && failures < EXPORT_FAILURES; asked += 1) {
            await this.deps.clock.sleep(EXPORT_PAUSE_MS);
            try {
                const {running, last} = await this.deps.provisioning.exportState();
                failures = 0;
                if (!running && last !== 'none') {
                    return true;
                }
            } catch {
                // An export restarts services, so openITCOCKPIT may be away for a moment.
                failures += 1;
            }
        }
        return false;
    }

    undo(userId: string): Promise<readonly UndoneObject[]> {
        return this.alone(userId, async (state) => {
            const {store} = this.deps;
            const undone = await undoSetup(this.deps, state);
            const channel = await undoChannel(this.deps, (await store.load()) ?? state);
            const left = await store.load();
            if (left && !hasMade(left)) {
                await store.clear();
            }
            return [...undone, ...channel];
        });
    }

    private async viewOf(userId: string, state: SetupState): Promise<SetupView> {
        const {provisioning} = this.deps;
        const channel = await this.planChannel(userId);
        const plan = await planSetup(provisioning, state.form);
        if (plan.missing.export.length > 0) {
            return {plan, channel, state};
        }
        return {plan, channel, state, export: await provisioning.exportState()};
    }

    private planChannel(userId: string): Promise<PlannedChannel> {
        return planChannel(this.deps.channels, this.deps.defaultChannel, userId);
    }

    /** One at a time across all nodes. */
    private async alone<T>(userId: string, task: (state: SetupState) => Promise<T>): Promise<T> {
        await this.requireAdministrator(userId);
        const {store} = this.deps;
        const done = await store.unlessBusy(async () => ({result: await task((await store.load()) ?? FRESH)}));
        if (!done) {
            throw new AppError(
                'busy',
                says(({setup}) => setup.busy),
            );
        }
        return done.result;
    }

    private async requireAdministrator(userId: string): Promise<void> {
        const {isSystemAdmin, isActive, isBot} = await this.deps.chat.user(userId);
        if (!isSystemAdmin || !isActive || isBot) {
            throw new AppError(
                'forbidden',
                says(({setup}) => setup.forAdministrators),
            );
        }
    }
}

/** Is there something to undo? */
export const hasMade = (state: SetupState): boolean => state.channel !== undefined || hasCommands(state);

/** Has it made anything in openITCOCKPIT? */
export const hasCommands = ({contact, commands}: SetupState): boolean =>
    contact !== undefined || Object.keys(commands).length > 0;

/** Would `apply` change anything? */
export const isToDo = ({plan: {objects}, channel}: SetupView): boolean =>
    hasWork(channel) || (objects !== undefined && !isMade(objects));

/** Is everything there, as set-up wants it? */
export const isMade = ({commands, contact}: PlannedObjects): boolean =>
    [commands.hostCommand, commands.serviceCommand, contact].every(({state}) => state === 'present');

const FRESH: SetupState = {form: 'safe', commands: {}};

import type {ActionPolicy} from '../../domain/action/action_policy';
import {type AppError, asAppError, type ErrorCode} from '../../domain/errors';
import {versionRemark} from '../../domain/mattermost_versions';
import type {LinkStyle} from '../../domain/post/links';
import {type Language, says} from '../../domain/texts';
import type {ReconcileReport} from '../catch_up/reconciler';
import type {MonitoringPort} from '../monitoring_port';
import {userListFinding} from '../people/identities';
import type {ChatPort} from '../posts/chat_port';
import type {StreamReport} from '../stream/event_stream';
import type {ChannelWatch} from '../subscribing/channel_watch';
import type {Logger} from '../telemetry';
import type {Signs} from './signs';
import type {Damaged, StorageHealth} from './storage_health';
import type {Watch, WatchReport} from './watch';
import type {WebPartWatch} from './web_parts';

/** What /api/v1/health answers. `degraded`: it runs, but something it needs does not work; the reasons say what. */
export interface HealthReport {
    readonly status: 'up' | 'degraded' | 'misconfigured';
    readonly version: string;
    /** One sentence each, naming the setting, right or address to fix. */
    readonly reasons: readonly string[];
    /** What is good to know, or happened in the last hour; nothing to fix. */
    readonly notes?: readonly string[];
    /** openITCOCKPIT's version, once it has been reached. */
    readonly openitcockpit_version?: string | undefined;
    /** This node's last comparison of the open posts with openITCOCKPIT, once there has been one. */
    readonly reconciled?: ReconcileReport;
    /** Actions that are waiting for openITCOCKPIT; absent when there are none. */
    readonly queued_actions?: number;
    /** openITCOCKPIT's last sign of life and its last notification, on any node; once there has been one. */
    readonly heartbeat?: WatchReport['heartbeat'];
    readonly last_notification?: WatchReport['notified'];
    /** When anything was last heard of, even if never; and what should be nothing. */
    readonly heard?: Signs['heard'];
    /** Of the node that holds it. */
    readonly stream?: ShownStream;
    /** The latest webapp of our version that had everything it needs, in somebody's browser, on any node. Unix seconds. */
    readonly web_part?: {readonly version: string; readonly react: string; readonly at: number};
    readonly posts_behind?: Signs['posts_behind'];
    readonly unreadable_records?: Signs['unreadable_records'];
}

/** What anybody may know: who must act, not why. */
export interface PublicHealth {
    readonly status: 'up' | 'degraded' | 'down';
    readonly version: string;
}

/** Reasons name addresses, settings and people, so a stranger gets none of them. */
export const publicHealth = ({status, version}: HealthReport): PublicHealth => ({
    status: status === 'misconfigured' ? 'down' : status,
    version,
});

interface Problem {
    readonly said: (language: Language) => string;
    readonly code?: ErrorCode;
}

/** Problems that only an administrator can fix. */
const WRONG_SETTING: ReadonlySet<ErrorCode> = new Set([
    'misconfigured',
    'openitcockpit_not_configured',
    'openitcockpit_key_rejected',
    'mattermost_token_rejected',
]);

const problemOf = (error: AppError): Problem => ({
    code: error.code,
    said: (language) => error.sentence(language),
});

const asItIs = (sentence: string): Problem => ({said: () => sentence});

const damageProblem = ({count, files}: Damaged): Problem => ({
    said: says(({health}) => (files ? health.damagedFiles(count, files.join(', ')) : health.damagedKeys(count))),
});

interface HealthDeps {
    readonly monitoring: MonitoringPort;
    readonly chat: ChatPort;
    readonly logger: Logger;
    readonly version: string;
    /** Why the newest settings are not in use; absent where settings cannot change at run time. */
    readonly wrongSettings?: (() => string | undefined) | undefined;
    /** Findings of the last hour. */
    readonly findings?: (weight: 'problem' | 'note', language: Language) => readonly string[];
    /** Who may act; undefined: not checked. */
    readonly policy?: ActionPolicy;
    /** Whether calls to openITCOCKPIT are let through. */
    readonly circuit?: () => 'closed' | 'open' | 'half-open';
    /** How the open posts were last compared with openITCOCKPIT. */
    readonly reconciled?: () => ReconcileReport | undefined;
    /** How many actions wait for openITCOCKPIT. */
    readonly queuedActions?: () => number;
    /** openITCOCKPIT answers again. */
    readonly onMonitoringBack?: () => void;
    readonly watch?: Pick<Watch, 'check' | 'report'>;
    readonly signs?: () => Signs;
    /** How the event stream is, on the node that holds it. */
    readonly streamed?: () => StreamReport | undefined;
    readonly storage?: StorageHealth;
    /** What browsers report of the webapp; absent for door 1, which it cannot reach. */
    readonly webParts?: Pick<WebPartWatch, 'check' | 'said' | 'findings'> | undefined;
    /** Whether channels that have subscribed can get alerts; absent for door 1. */
    readonly subscribed?: Pick<ChannelWatch, 'check' | 'said'> | undefined;
}

/** @param since Unix seconds @param reason why it is away */
interface ShownStream {
    readonly up: boolean;
    readonly since: number;
    /** Events that could not be taken; openITCOCKPIT was asked instead. */
    readonly lost: number;
    /** What asking found although it was open. */
    readonly missed?: number;
    readonly reason?: string;
}

const shownStream = ({isUp, since, lost, missed = 0, reason}: StreamReport, language: Language): ShownStream => ({
    up: isUp,
    since,
    lost,
    missed,
    ...(reason ? {reason: reason.sentence(language)} : {}),
});

/** Checks both neighbours regularly, so that asking for the health costs nothing. */
export class HealthMonitor {
    private problems: readonly Problem[] = [];
    private openitcockpitVersion: string | undefined;
    private wasAway = false;
    private identityNote: Problem | undefined;
    private versionNote: Problem | undefined;
    private checking: Promise<void> | undefined;
    private nextCheck: Promise<void> | undefined;

    constructor(private readonly deps: HealthDeps) {}

    report(language: Language = 'en'): HealthReport {
        const {deps} = this;
        const refused = deps.wrongSettings?.();
        const watched = deps.watch?.report(language);
        const undated = deps.monitoring.datingProblem();
        const problems: readonly Problem[] = [
            ...(refused === undefined ? [] : [{...asItIs(refused), code: 'misconfigured'} as const]),
            ...this.problems,
            ...this.storageProblems(),
            ...this.outage(),
            ...(undated ? [{said: undated}] : []),
            ...(watched?.problems ?? []).map(asItIs),
            ...(deps.findings?.('problem', language) ?? []).map(asItIs),
            ...(deps.webParts?.said('problem', language) ?? []).map(asItIs),
            ...(deps.subscribed?.said(language) ?? []).map(asItIs),
        ];
        const notes = [
            ...[this.versionNote, this.identityNote].flatMap((note) => (note ? [note.said(language)] : [])),
            ...(deps.findings?.('note', language) ?? []),
            ...(deps.webParts?.said('note', language) ?? []),
        ];
        const stream = deps.streamed?.();
        const web = deps.webParts?.findings().well;
        const reconciled = deps.reconciled?.();
        const queued = deps.queuedActions?.() ?? 0;
        const wrongSetting = problems.some(({code}) => code !== undefined && WRONG_SETTING.has(code));
        return {
            status: wrongSetting ? 'misconfigured' : problems.length > 0 ? 'degraded' : 'up',
            version: deps.version,
            reasons: problems.map(({said}) => said(language)),
            ...(notes.length === 0 ? {} : {notes}),
            ...(queued === 0 ? {} : {queued_actions: queued}),
            ...(watched?.heartbeat ? {heartbeat: watched.heartbeat} : {}),
            ...(watched?.notified ? {last_notification: watched.notified} : {}),
            ...deps.signs?.(),
            ...(stream ? {stream: shownStream(stream, language)} : {}),
            ...(reconciled ? {reconciled} : {}),
            ...(web ? {web_part: {version: web.version, react: web.react, at: web.at}} : {}),
            ...(this.openitcockpitVersion === undefined ? {} : {openitcockpit_version: this.openitcockpitVersion}),
        };
    }

    private storageProblems(): Problem[] {
        const failure = this.deps.storage?.problem();
        const damaged = this.deps.storage?.damaged();
        return [...(failure ? [problemOf(failure)] : []), ...(damaged ? [damageProblem(damaged)] : [])];
    }

    private outage(): Problem[] {
        const queued = this.deps.queuedActions?.() ?? 0;
        if ((this.deps.circuit?.() ?? 'closed') !== 'closed') {
            return [{said: says(({health}) => health.circuitOpen(queued))}];
        }
        return queued === 0 ? [] : [{said: says(({health}) => health.queued(queued))}];
    }

    /** Version 4 has its links under `/#!/`, later ones under `/a/`. */
    linkStyle(): LinkStyle {
        return this.openitcockpitVersion?.startsWith('4.') ? 'v4' : 'v5';
    }

    /** One after the other: whoever asks during a check gets the one after it, which sees what has changed. */
    check(): Promise<void> {
        if (this.checking !== undefined) {
            this.nextCheck ??= this.checking.then(() => {
                this.nextCheck = undefined;
                return this.check();
            });
            return this.nextCheck;
        }
        this.checking = this.checkNow().finally(() => {
            this.checking = undefined;
        });
        return this.checking;
    }

    private async checkNow(): Promise<void> {
        await this.deps.storage?.check();
        await this.deps.webParts?.check();
        await this.deps.subscribed?.check();
        const monitoring = await this.checkMonitoring();
        const found = [...monitoring.problems, ...(await this.checkChat())];
        const known = this.problems.map(({said}) => said('en'));
        for (const sentence of found.map(({said}) => said('en')).filter((one) => !known.includes(one))) {
            this.deps.logger.warn('Health problem', {problem: sentence});
        }
        if (this.problems.length > 0 && found.length === 0) {
            this.deps.logger.info('Health is good again');
        }
        this.problems = found;
        await this.deps.watch?.check(monitoring.failure);
    }

    private async checkMonitoring(): Promise<{problems: Problem[]; failure?: AppError}> {
        try {
            const identity = await this.deps.monitoring.whoAmI();
            this.openitcockpitVersion = identity.version;
            if (this.wasAway) {
                this.wasAway = false;
                this.deps.onMonitoringBack?.();
            }
            const finding = this.deps.policy && userListFinding(this.deps.policy, identity);
            this.identityNote = finding?.weight === 'note' ? finding : undefined;
            const rights = identity.missingRights.join(', ');
            const lacking = says(({health}) => health.rightsMissing(identity.userName, rights));
            const problems = [
                ...(rights === '' ? [] : [{said: lacking}]),
                ...(finding?.weight === 'problem' ? [finding] : []),
            ];
            return {problems};
        } catch (error) {
            this.wasAway = true;
            const failure = asAppError(error);
            return {problems: [problemOf(failure)], failure};
        }
    }

    private async checkChat(): Promise<Problem[]> {
        try {
            const {version} = await this.deps.chat.whoAmI();
            // The webapp reaches the plugin only.
            const remark = versionRemark(version, this.deps.webParts ? 'plugin' : 'service');
            this.versionNote = remark?.weight === 'note' ? remark : undefined;
            return remark?.weight === 'problem' ? [remark] : [];
        } catch (error) {
            return [problemOf(asAppError(error))];
        }
    }
}

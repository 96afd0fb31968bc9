import type {ActionPolicy} from '../domain/action_policy';
import {asAppError, type ErrorCode} from '../domain/errors';
import type {LinkStyle} from '../domain/links';
import {userListRemark} from './identities';
import type {ChatPort, Logger, MonitoringPort} from './ports';
import type {ReconcileReport} from './reconcile';

/** What /api/v1/health answers. `degraded`: it runs, but something it needs does not; the reasons say what. */
export interface HealthReport {
    readonly status: 'up' | 'degraded' | 'misconfigured';
    readonly version: string;
    /** One sentence each, naming the setting, right or address to fix. */
    readonly reasons: readonly string[];
    /** What is good to know, or happened in the last hour; nothing to mend. */
    readonly notes?: readonly string[];
    /** openITCOCKPIT's version, once it was reached. */
    readonly openitcockpit_version?: string | undefined;
    /** The last comparison of the open posts with openITCOCKPIT by this node, once there was one. */
    readonly reconciled?: ReconcileReport;
}

interface Problem {
    readonly sentence: string;
    readonly code?: ErrorCode;
}

/** Problems that only an administrator can end. */
const WRONG_SETTING: ReadonlySet<ErrorCode> = new Set([
    'misconfigured',
    'openitcockpit_not_configured',
    'openitcockpit_key_rejected',
    'mattermost_token_rejected',
]);

const problemOf = (error: unknown): Problem => {
    const {code, message} = asAppError(error);
    return {code, sentence: message};
};

interface HealthDeps {
    readonly monitoring: MonitoringPort;
    readonly chat: ChatPort;
    readonly logger: Logger;
    readonly version: string;
    /** Why the newest settings are not in use, where settings can change while it runs. */
    readonly wrongSettings?: (() => string | undefined) | undefined;
    /** What the use cases came across in the last hour. */
    readonly remarks?: (weight: 'problem' | 'note') => readonly string[];
    /** Who may act; undefined says nothing about it. */
    readonly policy?: ActionPolicy;
    /** Whether calls to openITCOCKPIT go out. */
    readonly circuit?: () => 'closed' | 'open' | 'half-open';
    /** How the open posts were last compared with openITCOCKPIT. */
    readonly reconciled?: () => ReconcileReport | undefined;
    /** How many actions wait for openITCOCKPIT. */
    readonly queuedActions?: () => number;
    /** openITCOCKPIT answers again. */
    readonly onMonitoringBack?: () => void;
}

/** Looks at both neighbours from time to time, so that asking for the health costs nothing. */
export class HealthMonitor {
    private problems: readonly Problem[] = [];
    private openitcockpitVersion: string | undefined;
    private wasAway = false;
    private identityNote: string | undefined;

    constructor(private readonly deps: HealthDeps) {}

    report(): HealthReport {
        const refused = this.deps.wrongSettings?.();
        const problems: readonly Problem[] = [
            ...(refused === undefined ? [] : [{code: 'misconfigured', sentence: refused} as const]),
            ...this.problems,
            ...this.outage(),
            ...(this.deps.remarks?.('problem') ?? []).map((sentence) => ({sentence})),
        ];
        const lately = this.deps.remarks?.('note') ?? [];
        const notes = this.identityNote === undefined ? lately : [this.identityNote, ...lately];
        const reconciled = this.deps.reconciled?.();
        const wrongSetting = problems.some(({code}) => code !== undefined && WRONG_SETTING.has(code));
        return {
            status: wrongSetting ? 'misconfigured' : problems.length > 0 ? 'degraded' : 'up',
            version: this.deps.version,
            reasons: problems.map(({sentence}) => sentence),
            ...(notes.length === 0 ? {} : {notes}),
            ...(reconciled ? {reconciled} : {}),
            ...(this.openitcockpitVersion === undefined ? {} : {openitcockpit_version: this.openitcockpitVersion}),
        };
    }

    private outage(): Problem[] {
        const queued = this.deps.queuedActions?.() ?? 0;
        const waiting = queued === 1 ? '1 action is queued' : `${queued} actions are queued`;
        const isLeftAlone = (this.deps.circuit?.() ?? 'closed') !== 'closed';
        if (isLeftAlone) {
            const sentence = `openITCOCKPIT failed several times in a row and is tried again every few seconds (circuit breaker open); ${waiting}.`;
            return [{sentence}];
        }
        return queued === 0 ? [] : [{sentence: `openITCOCKPIT could not be reached; ${waiting} and will be sent.`}];
    }

    /** Version 4 has its links under `/#!/`, later ones under `/a/`. */
    linkStyle(): LinkStyle {
        return this.openitcockpitVersion?.startsWith('4.') ? 'v4' : 'v5';
    }

    async check(): Promise<void> {
        const found = [...(await this.checkMonitoring()), ...(await this.checkChat())];
        const known = this.problems.map(({sentence}) => sentence);
        for (const {sentence} of found.filter((problem) => !known.includes(problem.sentence))) {
            this.deps.logger.warn('Health problem', {problem: sentence});
        }
        if (this.problems.length > 0 && found.length === 0) {
            this.deps.logger.info('Health is good again');
        }
        this.problems = found;
    }

    private async checkMonitoring(): Promise<Problem[]> {
        try {
            const identity = await this.deps.monitoring.whoAmI();
            this.openitcockpitVersion = identity.version;
            if (this.wasAway) {
                this.wasAway = false;
                this.deps.onMonitoringBack?.();
            }
            const remark = this.deps.policy && userListRemark(this.deps.policy, identity);
            this.identityNote = remark?.weight === 'note' ? remark.said('en') : undefined;
            const lacking = `The openITCOCKPIT user ${identity.userName} lacks rights: ${identity.missingRights.join(', ')} (openITCOCKPIT › User roles).`;
            return [
                ...(identity.missingRights.length === 0 ? [] : [{sentence: lacking}]),
                ...(remark?.weight === 'problem' ? [{sentence: remark.said('en')}] : []),
            ];
        } catch (error) {
            this.wasAway = true;
            return [problemOf(error)];
        }
    }

    private async checkChat(): Promise<Problem[]> {
        try {
            await this.deps.chat.whoAmI();
            return [];
        } catch (error) {
            return [problemOf(error)];
        }
    }
}

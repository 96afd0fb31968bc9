import {asAppError, type ErrorCode} from '../domain/errors';
import type {LinkStyle} from '../domain/links';
import type {ChatPort, Logger, MonitoringPort} from './ports';

/** What /api/v1/health answers. `degraded`: it runs, but something it needs does not; the reasons say what. */
export interface HealthReport {
    readonly status: 'up' | 'degraded' | 'misconfigured';
    readonly version: string;
    /** One sentence each, naming the setting, right or address to fix. */
    readonly reasons: readonly string[];
    /** openITCOCKPIT's version, once it was reached. */
    readonly openitcockpit_version?: string | undefined;
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
}

/** Looks at both neighbours from time to time, so that asking for the health costs nothing. */
export class HealthMonitor {
    private problems: readonly Problem[] = [];
    private openitcockpitVersion: string | undefined;

    constructor(private readonly deps: HealthDeps) {}

    report(): HealthReport {
        const refused = this.deps.wrongSettings?.();
        const problems: readonly Problem[] = [
            ...(refused === undefined ? [] : [{code: 'misconfigured', sentence: refused} as const]),
            ...this.problems,
        ];
        const wrongSetting = problems.some(({code}) => code !== undefined && WRONG_SETTING.has(code));
        return {
            status: wrongSetting ? 'misconfigured' : problems.length > 0 ? 'degraded' : 'up',
            version: this.deps.version,
            reasons: problems.map(({sentence}) => sentence),
            ...(this.openitcockpitVersion === undefined ? {} : {openitcockpit_version: this.openitcockpitVersion}),
        };
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
            return identity.missingRights.length === 0
                ? []
                : [
                      {
                          sentence: `The openITCOCKPIT user ${identity.userName} lacks rights: ${identity.missingRights.join(', ')} (openITCOCKPIT › User roles).`,
                      },
                  ];
        } catch (error) {
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

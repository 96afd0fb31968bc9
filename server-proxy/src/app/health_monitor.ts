import {asAppError} from '../domain/errors';
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

interface HealthDeps {
    readonly monitoring: MonitoringPort;
    readonly chat: ChatPort;
    readonly logger: Logger;
    readonly version: string;
    /** Settings that are wrong or missing, found at the start. */
    readonly misconfigured: readonly string[];
}

/** Looks at both neighbours from time to time, so that asking for the health costs nothing. */
export class HealthMonitor {
    private problems: readonly string[] = [];
    private openitcockpitVersion: string | undefined;

    constructor(private readonly deps: HealthDeps) {}

    report(): HealthReport {
        const {misconfigured, version} = this.deps;
        const reasons = [...misconfigured, ...this.problems];
        return {
            status: misconfigured.length > 0 ? 'misconfigured' : reasons.length > 0 ? 'degraded' : 'up',
            version,
            reasons,
            ...(this.openitcockpitVersion === undefined ? {} : {openitcockpit_version: this.openitcockpitVersion}),
        };
    }

    /** Version 4 has its links under `/#!/`, later ones under `/a/`. */
    linkStyle(): LinkStyle {
        return this.openitcockpitVersion?.startsWith('4.') ? 'v4' : 'v5';
    }

    async check(): Promise<void> {
        const found = [...(await this.checkMonitoring()), ...(await this.checkChat())];
        for (const problem of found.filter((sentence) => !this.problems.includes(sentence))) {
            this.deps.logger.warn('Health problem', {problem});
        }
        if (this.problems.length > 0 && found.length === 0) {
            this.deps.logger.info('Health is good again');
        }
        this.problems = found;
    }

    private async checkMonitoring(): Promise<string[]> {
        try {
            const identity = await this.deps.monitoring.whoAmI();
            this.openitcockpitVersion = identity.version;
            return identity.missingRights.length === 0
                ? []
                : [
                      `The openITCOCKPIT user ${identity.userName} lacks rights: ${identity.missingRights.join(', ')} (openITCOCKPIT › User roles).`,
                  ];
        } catch (error) {
            return [asAppError(error).message];
        }
    }

    private async checkChat(): Promise<string[]> {
        try {
            await this.deps.chat.whoAmI();
            return [];
        } catch (error) {
            return [asAppError(error).message];
        }
    }
}

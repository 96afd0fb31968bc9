import type {AuditEntry, AuditFilter, AuditLog} from '../../app/people/audit_log';
import type {Logger} from '../../app/telemetry';
import {asAppError} from '../../domain/errors';
import {AUDIT_RECORD} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';

const LOG_AUDIT_REC = gob.struct('Z_Args', {A: AUDIT_RECORD});

/** Our own audit, and each entry in Mattermost's as well, where an administrator may have it written to a file or sent on. */
export class AuditRecords implements AuditLog {
    constructor(
        private readonly own: AuditLog,
        private readonly api: PluginApi,
        private readonly logger: Logger,
    ) {}

    async record(entry: AuditEntry): Promise<void> {
        const [written] = await Promise.allSettled([this.own.record(entry), this.passOn(entry)]);
        if (written.status === 'rejected') {
            throw written.reason;
        }
    }

    recent(filter: AuditFilter): Promise<readonly AuditEntry[]> {
        return this.own.recent(filter);
    }

    private async passOn(entry: AuditEntry): Promise<void> {
        try {
            await this.api.call('LogAuditRec', LOG_AUDIT_REC, {A: recordOf(entry)});
        } catch (error) {
            this.logger.warn('Mattermost did not take an audit record', {error: asAppError(error)});
        }
    }
}

/** `model.AuditStatus…` */
const ATTEMPTS: ReadonlySet<string> = new Set(['asked', 'queued']);
const FAILURES: ReadonlySet<string> = new Set(['refused', 'not_confirmed', 'not_sent', 'replaced']);

const statusOf = (result: string): string =>
    FAILURES.has(result) ? 'fail' : ATTEMPTS.has(result) ? 'attempt' : 'success';

const recordOf = ({at, userId, username, action, detail, ...facts}: AuditEntry) => {
    const status = statusOf(facts.result);
    return {
        EventName: `openitcockpit_${action}`,
        Status: status,
        EventData: {
            Parameters: new Map<string, string>(Object.entries(facts).map(([name, value]) => [snake(name), value])),
            ObjectType: facts.key.startsWith('subscription') ? 'subscription' : 'alert',
        },
        Actor: {UserId: userId},
        Meta: new Map([['username', username]]),
        Error: {Description: status === 'fail' ? detail : ''},
    };
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

import type {PendingAction} from '../../domain/action/action_request';
import {targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {type Moment, momentAt} from '../../domain/alert/moment';
import {type Observation, reading, type Seen} from '../../domain/alert/observation';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {subjectOf} from '../../domain/post/alert_post';
import {says, type Texts} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {ObjectStatus} from '../catch_up/readings_port';
import {takeReading} from '../catch_up/take_reading';
import type {Downtime} from './command_port';
import {type Failure, failed} from './strategy';

/** Downtimes and checks are for problems that a post still follows. */
export const whyOver = (record: AlertRecord | undefined, {actions}: Texts): string | undefined =>
    record && isOpen(record) ? undefined : actions.problemOver;

/** openITCOCKPIT's command endpoint refuses nothing, so what the API key may not edit is refused here. */
export const whyNotCommanded = (record: AlertRecord, status: ObjectStatus): Failure | undefined => {
    if (status.state === undefined) {
        return failed(
            'not_sent',
            says(({alerts}) => alerts.notMonitored),
        );
    }
    return status.mayEdit
        ? undefined
        : failed(
              'not_sent',
              says(({alerts}) => alerts.notEditable(subjectOf(record, alerts))),
          );
};

/** What openITCOCKPIT shows for the alert's object now, also as an observation. */
export interface Read {
    readonly status: ObjectStatus;
    readonly observation: Observation;
    /** Unix seconds on openITCOCKPIT's clock. */
    readonly askedAt: number;
}

/** Leaves the alert unchanged: for callers that hold it. */
export const readStatus = async (context: AppContext, {alert}: Pick<AlertRecord, 'alert'>): Promise<Read> => {
    const askedAt = serverSeconds(context);
    const seen = await context.monitoring.readStatus(targetIds(alert.target));
    const status = context.ownKey ? {...seen, mayEdit: true} : seen;
    context.latestReadings.remember(alertKey(targetIds(alert.target)), status, askedAt);
    return {status, observation: reading(status, askedAt, serverSeconds(context)), askedAt};
};

/** The youngest that was read or heard of the alert's object, as an observation. */
export const latestHeard = (
    context: AppContext,
    {key}: Pick<AlertRecord, 'key'>,
): (Pick<Read, 'observation'> & {readonly seen: Seen}) | undefined => {
    const latest = context.latestReadings.of(key);
    return latest && {seen: latest.seen, observation: reading(latest.seen, latest.askedAt, serverSeconds(context))};
};

/** What an action reads along the way is shown in the post as well. */
export const readFor = async (context: AppContext, record: AlertRecord): Promise<Read> => {
    const read = await readStatus(context, record);
    if (context.inBulk) {
        // Shown when the action ends: hundreds of posts are not to change with every reading.
        return read;
    }
    // The pending action refers to a record that others may have changed since.
    await takeReading(context, record, read.status, read.askedAt, 0);
    return read;
};

export const readObject = async (
    context: AppContext,
    record: AlertRecord,
): Promise<Read & {readonly downtimes: readonly Downtime[]}> => {
    const read = await readFor(context, record);
    const target = targetIds(record.alert.target);
    return {...read, downtimes: await context.monitoring.readDowntimes(target, read.status.hostName)};
};

/** Both clocks are known to the second only. */
const SLACK_SECONDS = 2;

/** Was this true after the command was sent? undefined: it cannot be dated. */
export const isSinceCommand = (
    {monitoring}: AppContext,
    {sentAt = 0}: Pick<PendingAction, 'sentAt'>,
    at: Moment | undefined,
): boolean | undefined => at && at.latest >= sentAt + monitoring.clockAhead() - SLACK_SECONDS;

/** The same, where it must not be a matter of how well the clocks agree. */
export const isCertainlySinceCommand = (
    {monitoring}: AppContext,
    {sentAt = 0}: Pick<PendingAction, 'sentAt'>,
    at: Moment | undefined,
): boolean => at !== undefined && at.earliest > sentAt + monitoring.clockAhead() + SLACK_SECONDS;

/** What came of a command is not older than that, if nothing tells how old it is. On openITCOCKPIT's clock. */
export const commandedAt = (
    {monitoring}: AppContext,
    {sentAt, askedAt}: Pick<PendingAction, 'sentAt' | 'askedAt'>,
): Moment => momentAt((sentAt ?? askedAt) + monitoring.clockAhead());

import {targetIds} from '../../domain/alert';
import {subjectOf} from '../../domain/alert_post';
import {type AlertRecord, isOpen} from '../../domain/alert_record';
import {type Texts, textsOf} from '../../domain/texts';
import {actionTextsOf} from '../../domain/texts_actions';
import type {AppContext} from '../app_context';
import type {Downtime, ObjectStatus} from '../ports';
import {type Failure, failed} from './strategy';

/** Downtimes and checks are for problems that a post still follows. */
export const whyOver = (record: AlertRecord | undefined, texts: Texts): string | undefined =>
    record && isOpen(record) ? undefined : actionTextsOf(texts.language).problemOver;

/** The command endpoint refuses nobody: what the API key may not edit is refused here. */
export const whyNotCommanded = (
    context: AppContext,
    record: AlertRecord,
    status: ObjectStatus,
): Failure | undefined => {
    const texts = textsOf(context.settings.language);
    if (status.state === undefined) {
        return failed('not_sent', texts.notMonitored);
    }
    return status.mayEdit ? undefined : failed('not_sent', texts.notEditable(subjectOf(record, texts)));
};

export const readObject = async (
    {monitoring}: AppContext,
    {alert}: AlertRecord,
): Promise<{status: ObjectStatus; downtimes: readonly Downtime[]}> => {
    const target = targetIds(alert.target);
    const status = await monitoring.readStatus(target);
    return {status, downtimes: await monitoring.readDowntimes(target, status.hostName)};
};

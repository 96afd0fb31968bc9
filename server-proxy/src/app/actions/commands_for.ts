import type {PendingAction} from '../../domain/action/action_request';
import {mayEdit} from '../../domain/action/container_rights';
import {targetIds} from '../../domain/alert/alert';
import type {AlertRecord} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {subjectOf} from '../../domain/post/alert_post';
import {neutralize} from '../../domain/text';
import {says, type Texts, textsOf} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {MonitoringUser} from '../people/user_port';
import type {Commands} from './command_port';

/**
 * The one place that decides with whose rights a command is sent, just before it is.
 * @throws AppError `forbidden` when the person must not have it sent (any more), with a sentence for the channel
 */
export const commandsFor = async (
    context: AppContext,
    record: AlertRecord,
    action: PendingAction,
): Promise<Commands> => {
    if (context.settings.actionPolicy.name === 'mapped') {
        await requireMapped(context, record, action);
    }
    return context.monitoring;
};

/** openITCOCKPIT's command endpoint checks no containers, and the API key may edit more than the person. */
const requireMapped = async (context: AppContext, record: AlertRecord, action: PendingAction): Promise<void> => {
    const texts = textsOf(context.settings.language);
    const person = await context.chat.user(action.userId);
    if (!person.isActive) {
        throw refusal(texts.people.deactivatedSince(who(action)));
    }
    const mapped = await context.identities.mapped(person, texts.policy);
    if ('refusal' in mapped) {
        throw refusal(texts.people.unmappedSince(who(action)));
    }
    const answer = mapped.user && (await mayUserEdit(context, record, mapped.user));
    if (answer === false) {
        throw refusal(texts.people.mayNotEdit(who(action), subjectOf(record, texts.alerts)));
    }
    if (mapped.user && answer === undefined) {
        tellUntold(context, mapped.user);
    }
};

const mayUserEdit = async (
    {monitoring}: AppContext,
    {alert}: AlertRecord,
    {containers}: MonitoringUser,
): Promise<boolean | undefined> =>
    containers && mayEdit(containers, await monitoring.containersOf(targetIds(alert.target)));

const tellUntold = ({findings}: AppContext, {fullName, email}: MonitoringUser): void => {
    const said = says(({failures}: Texts) => failures.rightsNotTold(neutralize(fullName || email)));
    const topic = `rights ${email}`;
    if (!findings.renew(topic, said)) {
        findings.note(topic, said, {});
    }
};

const who = ({author}: PendingAction): string => neutralize(author);

const refusal = (sentence: string): AppError => new AppError('forbidden', sentence, {nothingSent: true});

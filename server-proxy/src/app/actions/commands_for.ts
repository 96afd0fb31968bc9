import type {PendingAction} from '../../domain/action/action_request';
import {mayEdit} from '../../domain/action/container_rights';
import {targetIds} from '../../domain/alert/alert';
import type {AlertRecord} from '../../domain/alert/record';
import {AppError, asAppError} from '../../domain/errors';
import {subjectOf} from '../../domain/post/alert_post';
import {neutralize} from '../../domain/text';
import {says, type Texts} from '../../domain/texts';
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
    const policy = context.settings.actionPolicy.name;
    if (policy === 'mapped') {
        await requireMapped(context, record, action);
    }
    if (action.ownKey || policy === 'connected') {
        return withOwnKey(context, record, action);
    }
    return context.monitoring;
};

/** Never falls back to the API key of the settings. */
const withOwnKey = async (context: AppContext, record: AlertRecord, action: PendingAction): Promise<Commands> => {
    const [person, connection] = await Promise.all([
        context.chat.user(action.userId),
        context.vault?.read(action.userId),
    ]);
    if (!person.isActive) {
        throw refusal(({people}) => people.deactivatedSince(who(action)));
    }
    if (connection === undefined) {
        throw refusal(({people}) => people.disconnectedSince(who(action)));
    }
    if (connection === 'unreadable') {
        throw refusal(({people}) => people.unreadableSince(who(action)));
    }
    const personal = context.monitoring.as(connection.apiKey);
    if (!(await answerOf(context, action, personal.mayEdit(targetIds(record.alert.target))))) {
        throw refusal(({people, alerts}) => people.mayNotEdit(who(action), subjectOf(record, alerts)));
    }
    return personal;
};

const answerOf = async <T>(context: AppContext, action: PendingAction, answer: Promise<T>): Promise<T> => {
    try {
        return await answer;
    } catch (error) {
        throw asRefusalOfKey(context, action, asAppError(error));
    }
};

/** openITCOCKPIT's refusal of a person's own key as one of that person; any other error as it is. */
export const asRefusalOfKey = (context: AppContext, action: PendingAction, error: AppError): AppError => {
    const isOwn = action.ownKey || context.settings.actionPolicy.name === 'connected';
    if (isOwn && error.code === 'openitcockpit_key_rejected') {
        return refusal(({people}) => people.keyRefused(who(action)));
    }
    // Their own web server's refusals are not about the key.
    return isOwn && error.code === 'openitcockpit_right_missing'
        ? refusal(({people}, language) => people.keyLacksRight(who(action), error.sentence(language)))
        : error;
};

/** openITCOCKPIT's command endpoint checks no containers, and the API key may edit more than the person. */
const requireMapped = async (context: AppContext, record: AlertRecord, action: PendingAction): Promise<void> => {
    const person = await context.chat.user(action.userId);
    if (!person.isActive) {
        throw refusal(({people}) => people.deactivatedSince(who(action)));
    }
    const mapped = await context.identities.mapped(person);
    if ('refusal' in mapped) {
        throw refusal(({people}) => people.unmappedSince(who(action)));
    }
    const answer = mapped.user && (await mayUserEdit(context, record, mapped.user));
    if (answer === false) {
        throw refusal(({people, alerts}) => people.mayNotEdit(who(action), subjectOf(record, alerts)));
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

const refusal = (...sentence: Parameters<typeof says>): AppError =>
    new AppError('forbidden', says(...sentence), {nothingSent: true});

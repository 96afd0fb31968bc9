import type {PolicyName} from '../../domain/action/action_policy';
import type {ActionKind} from '../../domain/action/action_request';
import {type AlertRecord, postOf} from '../../domain/alert/record';
import {AppError, asAppError} from '../../domain/errors';
import {authorOf} from '../../domain/person';
import {type Said, says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {ChatUser} from '../posts/chat_port';
import {audit} from './audit';

/** Who wants to do what, and where, according to Mattermost's server. */
export interface Attempt {
    readonly userId: string;
    readonly action: ActionKind;
}

/** A press must open its dialog before the trigger id expires. The submission is what counts: it asks again, and waits. */
const PATIENCE_MS = 1000;
/** Repeated refusals make one entry in this time, so that they do not push others out of the bounded audit. */
export const SAME_REFUSAL_MS = 60_000;

/**
 * Looks the person up and checks that they may act. A refusal goes into the audit.
 * @throws AppError `forbidden` with the sentence for them
 */
export const allowedUser = async (context: AppContext, record: AlertRecord, attempt: Attempt): Promise<ChatUser> => {
    const {user, refusal} = await judge(context, record, attempt, whyNotByPolicy);
    return passed(context, record, attempt, user, refusal);
};

/** The same before a dialog is opened, without waiting for a slow openITCOCKPIT. */
export const refuseEarly = async (context: AppContext, record: AlertRecord, attempt: Attempt): Promise<void> => {
    const inTime = (...asked: Parameters<typeof whyNotByPolicy>) =>
        context.settings.actionPolicy.name === 'mapped'
            ? Promise.race([whyNotByPolicy(...asked), context.clock.sleep(PATIENCE_MS).then(() => undefined)])
            : whyNotByPolicy(...asked);
    const {user, refusal} = await judge(context, record, attempt, inTime);
    passed(context, record, attempt, user, refusal);
};

const judge = async (
    context: AppContext,
    record: AlertRecord,
    {userId}: Attempt,
    byPolicy: typeof whyNotByPolicy,
): Promise<{user: ChatUser; refusal: Said | undefined}> => {
    const [user, mayAct] = await Promise.all([
        context.chat.user(userId),
        context.chat.mayActIn(userId, postOf(record).channelId),
    ]);
    const refusal = mayAct
        ? (whyNeverAllowed(user) ?? (await byPolicy(context, user)) ?? (await whyKeyUnreadable(context, user)))
        : says(({policy}) => policy.notInChannel);
    return {user, refusal};
};

/** Which accounts may not act, whatever the policy; undefined: this one may. */
export const neverAllowed = ({isActive, isBot, isGuest}: ChatUser): 'deactivated' | 'bot' | 'guest' | undefined =>
    isActive ? (isBot ? 'bot' : isGuest ? 'guest' : undefined) : 'deactivated';

const NEVER = {
    deactivated: says(({policy}) => policy.deactivated),
    bot: says(({policy}) => policy.botsMayNot),
    guest: says(({policy}) => policy.guestsMayNot),
};

/** The same, as it is told to them. */
export const whyNeverAllowed = (user: ChatUser): Said | undefined => {
    const why = neverAllowed(user);
    return why && NEVER[why];
};

const whyNotByPolicy = async (context: AppContext, user: ChatUser): Promise<Said | undefined> => {
    switch (context.settings.actionPolicy.name) {
        case 'everyone':
            return undefined;
        case 'listed':
            return whyNotListed(context, user);
        case 'mapped':
            return context.identities.whyUnmapped(user);
        case 'connected':
            return whyNotConnected(context, user);
    }
};

const UNREADABLE = says(({people}) => people.unreadable);

const whyNotConnected = async (context: AppContext, {id}: ChatUser): Promise<Said | undefined> => {
    const found = await context.vault?.read(id);
    return found === undefined
        ? says(({people}) => people.connectFirst)
        : found === 'unreadable'
          ? UNREADABLE
          : undefined;
};

/** Whoever has connected acts as themselves or not at all, whatever the policy. */
const whyKeyUnreadable = async ({vault}: AppContext, {id}: ChatUser): Promise<Said | undefined> =>
    (await vault?.read(id)) === 'unreadable' ? UNREADABLE : undefined;

const whyNotListed = async (context: AppContext, user: ChatUser): Promise<Said | undefined> => {
    const {users, groups, systemAdmins} = context.settings.actionPolicy;
    if (users.has(user.username.toLowerCase()) || users.has(user.id) || (systemAdmins && user.isSystemAdmin)) {
        return undefined;
    }
    if (groups.length === 0) {
        return says(({policy}) => policy.notListed);
    }
    const shown = groups.map((name) => `@${name}`).join(', ');
    try {
        const theirs = await context.chat.groupsOf(user.id);
        return groups.some((name) => theirs.includes(name)) ? undefined : says(({policy}) => policy.notInGroups(shown));
    } catch (error) {
        const {code} = asAppError(error);
        if (code === 'mattermost_unreachable') {
            throw error;
        }
        context.logger.warn('Mattermost does not tell which groups a person is in', {user: user.username, code});
        return says(({policy}) => policy.groupsUnknown(shown));
    }
};

const passed = (
    context: AppContext,
    record: AlertRecord,
    {action}: Attempt,
    user: ChatUser,
    refusal: Said | undefined,
): ChatUser => {
    if (refusal === undefined) {
        return user;
    }
    const who = {userId: user.id, username: user.username, author: authorOf(user)};
    const detail = refusal(context.settings.language);
    const same = `refused:${user.id}/${record.key}/${action}`;
    if (context.refusals.claim(same)) {
        context.metrics.action(action, 'refused');
        context.background.start('Audit of a refusal', () =>
            audit(context, record, who, {action, result: 'refused', detail}),
        );
    }
    throw new AppError('forbidden', refusal);
};

/**
 * The same for what concerns many alerts of one channel.
 * @param insteadIn where they are shown, if that is another
 * @throws AppError `forbidden` with the sentence for them
 */
export const allowedInChannel = async (
    context: AppContext,
    userId: string,
    channelId: string,
    insteadIn: string | undefined,
): Promise<ChatUser> => {
    const [user, mayAct] = await Promise.all([
        context.chat.user(userId),
        context.chat.mayActIn(userId, insteadIn ?? channelId),
    ]);
    const refusal = mayAct
        ? (whyNeverAllowed(user) ?? (await whyNotByPolicy(context, user)) ?? (await whyKeyUnreadable(context, user)))
        : says(({policy}) => policy.notInChannel);
    if (refusal !== undefined) {
        throw new AppError('forbidden', refusal);
    }
    return user;
};

const NAMING: ReadonlySet<PolicyName> = new Set(['listed', 'mapped']);

/**
 * May this person see what was done in all channels? The policies `everyone` and `connected` name nobody, so under them
 * only administrators may.
 * @throws AppError `forbidden`
 */
export const requireAuditReader = async (context: AppContext, userId: string): Promise<void> => {
    const user = await context.chat.user(userId);
    if (whyNeverAllowed(user) === undefined) {
        const isNamed = NAMING.has(context.settings.actionPolicy.name);
        if (user.isSystemAdmin || (isNamed && (await whyNotByPolicy(context, user)) === undefined)) {
            return;
        }
    }
    throw new AppError(
        'forbidden',
        says(({policy}) => policy.auditForAdministrators),
    );
};

/** Before it is known in which channel: does the policy let this person act? @throws AppError `forbidden` */
export const requireActor = async (context: AppContext, userId: string): Promise<void> => {
    const user = await context.chat.user(userId);
    const refusal = whyNeverAllowed(user) ?? (await whyNotByPolicy(context, user));
    if (refusal !== undefined) {
        throw new AppError('forbidden', refusal);
    }
};

/** @throws AppError `forbidden` unless this person may write in the default channel */
export const requireAlertChannel = async ({chat, settings}: AppContext, userId: string): Promise<void> => {
    if (settings.defaultChannel === '') {
        throw new AppError(
            'forbidden',
            says(({found}) => found.noAlertChannel),
        );
    }
    if (!(await chat.mayActIn(userId, settings.defaultChannel))) {
        throw new AppError(
            'forbidden',
            says(({found}) => found.notForOutsiders),
        );
    }
};

import {atKeyField, parseApiKey, renderConnectDialog, verifyConnectState} from '../../domain/action/connect_dialog';
import {FieldError} from '../../domain/action/dialog';
import {AppError, asAppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {type Language, says, textsOf} from '../../domain/texts';
import {requireOpener} from '../actions/require_opener';
import type {DialogAnswer, DialogSubmission} from '../actions/submit_dialog';
import {type AppContext, nowSeconds} from '../app_context';
import type {MonitoringIdentity} from '../doctor/proof_port';
import type {ChatUser} from '../posts/chat_port';
import {vaultOf} from './connections';
import {whyNeverAllowed} from './policy';

/** Who typed the command, and where; the trigger id is Mattermost's permission to open one dialog, for a few seconds. */
export interface Connecting {
    readonly userId: string;
    readonly channelId: string;
    readonly triggerId: string;
}

/** Asks for the API key. @throws AppError `forbidden`, `misconfigured`, `mattermost_*` */
export const openConnectDialog = async (context: AppContext, {triggerId, ...who}: Connecting): Promise<void> => {
    const {settings, chat} = context;
    if (!vaultOf(context).isReady) {
        throw new AppError(
            'misconfigured',
            says(({people}) => people.noEncryptionKey),
        );
    }
    const user = await chat.user(who.userId);
    requireAllowed(user);
    const dialog = renderConnectDialog(
        {...who, nonce: context.nonce()},
        {
            language: user.language ?? settings.language,
            secret: settings.signingSecrets[0],
            nowSeconds: nowSeconds(context),
            openitcockpitUrl: settings.openitcockpitUrl,
        },
    );
    await chat.openDialog(triggerId, settings.dialogsUrl, dialog);
};

/**
 * Stores the key once openITCOCKPIT has accepted it.
 * @returns undefined when another dialog was submitted
 * @throws AppError `bad_signature`, `expired`, `replayed`, `forbidden`, `misconfigured`, `mattermost_*`
 */
export const submitConnection = async (
    context: AppContext,
    sent: DialogSubmission,
): Promise<DialogAnswer | undefined> => {
    const {settings, replayGuard} = context;
    const state = verifyConnectState(sent.state, settings.signingSecrets, nowSeconds(context));
    if (!state) {
        return undefined;
    }
    requireOpener(state, sent);
    const used = `connect:${state.nonce}`;
    if (replayGuard.isUsed(used)) {
        throw new AppError(
            'replayed',
            says(({alerts}) => alerts.dialogUsed),
        );
    }
    const user = await context.chat.user(sent.userId);
    requireAllowed(user);
    const language = user.language ?? settings.language;
    try {
        const apiKey = parseApiKey(sent.submission, language);
        const identity = await verified(context, apiKey, language);
        replayGuard.use(used);
        const {userName, email} = identity;
        await vaultOf(context).write(sent.userId, {apiKey, userName, email});
        context.logger.info('A person has connected to openITCOCKPIT', {user: sent.userId});
        const place = {postId: '', channelId: sent.channelId};
        await context.chat.tell(sent.userId, place, welcome(identity, language), 'info');
        return {};
    } catch (error) {
        if (error instanceof FieldError) {
            return {errors: {[error.field]: error.message}};
        }
        throw error;
    }
};

/** @throws FieldError saying why openITCOCKPIT did not accept it */
const verified = async ({monitoring}: AppContext, apiKey: string, language: Language): Promise<MonitoringIdentity> => {
    try {
        return await monitoring.as(apiKey).whoAmI();
    } catch (error) {
        const known = asAppError(error);
        throw known.code === 'openitcockpit_key_rejected'
            ? atKeyField(
                  new AppError(
                      known.code,
                      says(({people}) => people.keyNotAccepted),
                  ),
                  language,
              )
            : atKeyField(known, language);
    }
};

const welcome = ({userName, email, missingRights}: MonitoringIdentity, language: Language): string => {
    const words = textsOf(language).people;
    const connected = words.connected(neutralize(userName || email));
    return missingRights.length === 0 ? connected : `${connected} ${words.rightsMissing(missingRights.join(', '))}`;
};

const requireAllowed = (user: ChatUser): void => {
    const refusal = whyNeverAllowed(user);
    if (refusal !== undefined) {
        throw new AppError('forbidden', refusal);
    }
};

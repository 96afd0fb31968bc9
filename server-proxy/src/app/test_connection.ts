import {CONNECTION_CHECKS, type ConnectionCheck, type ConnectionCheckName, type ConnectionTest} from '#contract';
import {asAppError, type ErrorCode} from '../domain/errors';
import type {AppContext} from './app_context';
import {userListRemark} from './identities';
import type {MonitoringIdentity} from './ports';

type Context = Pick<AppContext, 'monitoring' | 'chat' | 'settings'>;
/** What is known about one hop; a hop without a verdict was not reached. */
type Verdicts = Partial<Record<ConnectionCheckName, {readonly ok: boolean; readonly message: string}>>;

/**
 * Goes the way to openITCOCKPIT and back once, and asks Mattermost who we are. Changes nothing.
 * @param wrongSetting the sentence about settings that were refused: what is tested would not be what the person sees
 * @returns every check once, in the order of CONNECTION_CHECKS; never throws
 */
export const testConnection = async (context: Context, wrongSetting?: string): Promise<ConnectionTest> => {
    const [monitoring, mattermost] = await Promise.all([
        wrongSetting === undefined ? wayToMonitoring(context) : {settings: failed(wrongSetting)},
        wayToMattermost(context),
    ]);
    const verdicts: Verdicts = {...monitoring, ...mattermost};
    return {checks: CONNECTION_CHECKS.map((name): ConnectionCheck => ({name, ...(verdicts[name] ?? UNKNOWN)}))};
};

const UNKNOWN = {ok: null, message: ''};
const passed = (message: string) => ({ok: true, message});
const failed = (message: string) => ({ok: false, message});

const wayToMonitoring = async (context: Context): Promise<Verdicts> => {
    try {
        const identity = await context.monitoring.whoAmI();
        return {...network(context), ...checksOf(identity), rights: rightsOf(context, identity)};
    } catch (error) {
        const {code, message} = asAppError(error);
        const {at, proven} = FAILURES[code] ?? {at: 'reach', proven: ['settings']};
        const known = network(context);
        return {...Object.fromEntries(proven.map((name) => [name, known[name]])), [at]: failed(message)};
    }
};

type Failure = {readonly at: ConnectionCheckName; readonly proven: readonly (keyof ReturnType<typeof network>)[]};

const ANSWERED = ['settings', 'proxy', 'reach', 'tls'] as const;

/** At which hop each code breaks the way, and what it proves about the others. */
const FAILURES: Partial<Record<ErrorCode, Failure>> = {
    misconfigured: {at: 'settings', proven: []},
    openitcockpit_not_configured: {at: 'settings', proven: []},
    openitcockpit_proxy: {at: 'proxy', proven: ['settings']},
    openitcockpit_unreachable: {at: 'reach', proven: ['settings', 'proxy']},
    openitcockpit_timeout: {at: 'reach', proven: ['settings', 'proxy']},
    // Says what failed before, which may have been any hop.
    openitcockpit_circuit_open: {at: 'reach', proven: ['settings']},
    openitcockpit_tls: {at: 'tls', proven: ['settings', 'proxy', 'reach']},
    openitcockpit_key_rejected: {at: 'key', proven: ANSWERED},
    // Something answers, but no openITCOCKPIT (of a version we know): whether it knows the key stays open.
    openitcockpit_redirected: {at: 'version', proven: ANSWERED},
    openitcockpit_bad_answer: {at: 'version', proven: ANSWERED},
    openitcockpit_not_found: {at: 'version', proven: ANSWERED},
    // A key that openITCOCKPIT does not know is refused before any right is looked at.
    openitcockpit_right_missing: {at: 'rights', proven: [...ANSWERED, 'key']},
};

/** The sentences of the hops below openITCOCKPIT, when they are passed. */
const network = ({settings: {openitcockpitUrl, connection}}: Context) => ({
    settings: passed('The settings are complete.'),
    proxy: passed(connection.viaProxy ? 'The proxy lets the connection through.' : 'No proxy is needed.'),
    reach: passed(`${hostOf(openitcockpitUrl)} answers.`),
    tls: passed(tlsSentence(openitcockpitUrl, connection.verifiesTls)),
    key: passed('openITCOCKPIT accepts the API key.'),
});

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'openITCOCKPIT');

const tlsSentence = (url: string, verified: boolean): string => {
    if (url.startsWith('http:')) {
        return 'Not needed: openITCOCKPIT runs on this machine.';
    }
    return verified
        ? 'The certificate is trusted.'
        : 'The certificate was not checked (Skip TLS verification is on): anybody on the way can read the API key.';
};

const checksOf = ({userName, email, version}: MonitoringIdentity): Verdicts => ({
    key: passed(
        `The API key belongs to ${userName && email ? `${userName} (${email})` : userName || email || 'a user'}.`,
    ),
    version:
        version === undefined
            ? failed('openITCOCKPIT does not tell its version, so it is older than 4.6.4: update it.')
            : passed(`openITCOCKPIT ${version}.`),
});

const rightsOf = ({settings}: Context, identity: MonitoringIdentity): ReturnType<typeof passed> => {
    const {missingRights} = identity;
    const remark = userListRemark(settings.actionPolicy, identity);
    if (missingRights.length > 0) {
        return failed(
            `The role lacks ${missingRights.join(', ')}: add this to the role in openITCOCKPIT › User roles, and save it.`,
        );
    }
    if (remark?.weight === 'problem') {
        return failed(remark.sentence);
    }
    return passed(['The role has the rights that are needed.', remark?.sentence].filter(Boolean).join(' '));
};

const wayToMattermost = async ({chat}: Context): Promise<Verdicts> => {
    try {
        const {version, username} = await chat.whoAmI();
        return {mattermost: passed(`Posts are written by @${username}, in Mattermost ${version}.`)};
    } catch (error) {
        return {mattermost: failed(asAppError(error).message)};
    }
};

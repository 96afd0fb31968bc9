import type {DoctorStepName} from '#contract';
import {asAppError, type ErrorCode} from '../../domain/errors';
import type {Texts} from '../../domain/texts';
import {userListFinding} from '../people/identities';
import type {DoctorContext, StepReporter} from './doctor_context';
import type {MonitoringIdentity} from './proof_port';
import {writeAccess} from './write_access';

/** In the order in which a request reaches them. */
const REQUEST_STEPS = ['settings', 'proxy', 'reach', 'tls', 'key', 'version', 'rights', 'queue'] as const;
type RequestStep = (typeof REQUEST_STEPS)[number];

/** From the settings to the command queue, which is given a command for a non-existent host. Changes nothing. */
export const examineOpenitcockpit = async (context: DoctorContext, steps: StepReporter): Promise<void> => {
    const wrong = context.wrongSettings(steps.language);
    if (wrong !== undefined) {
        steps.tell('settings', 'failed', wrong);
        steps.skip(...REQUEST_STEPS.slice(1));
        return;
    }
    const started = steps.now();
    try {
        const identity = await context.monitoring.whoAmI();
        const known = network(context, steps.texts);
        tellPassed(steps, known, ['settings', 'proxy', 'reach', 'tls'], steps.since(started));
        steps.tell('key', 'ok', ownerOf(identity, steps.texts));
        tellVersion(identity, steps);
        await tellRightsAndQueue(context, identity, steps);
    } catch (error) {
        const failure = asAppError(error);
        const {at, proven} = FAILURES[failure.code] ?? {at: 'reach', proven: ['settings']};
        const took = steps.since(started);
        for (const name of REQUEST_STEPS) {
            if (name === at) {
                steps.tell(name, 'failed', failure.sentence(steps.language), took);
            } else if (proven.some((step) => step === name)) {
                tellPassed(steps, network(context, steps.texts), [name as Known], null);
            } else {
                steps.skip(name);
            }
        }
    }
};

type Known = 'settings' | 'proxy' | 'reach' | 'tls' | 'key';
interface Failure {
    readonly at: RequestStep;
    readonly proven: readonly Known[];
}

const ANSWERED = ['settings', 'proxy', 'reach', 'tls'] as const;

/** For each error code, the step that failed and the steps it proves to have passed. */
const FAILURES: Partial<Record<ErrorCode, Failure>> = {
    misconfigured: {at: 'settings', proven: []},
    openitcockpit_not_configured: {at: 'settings', proven: []},
    openitcockpit_proxy: {at: 'proxy', proven: ['settings']},
    openitcockpit_unreachable: {at: 'reach', proven: ['settings', 'proxy']},
    openitcockpit_timeout: {at: 'reach', proven: ['settings', 'proxy']},
    // Repeats an earlier failure, which may have been at any step.
    openitcockpit_circuit_open: {at: 'reach', proven: ['settings']},
    openitcockpit_tls: {at: 'tls', proven: ['settings', 'proxy', 'reach']},
    openitcockpit_key_rejected: {at: 'key', proven: ANSWERED},
    // Something responds, but not a supported openITCOCKPIT, so nothing is known about the key.
    openitcockpit_redirected: {at: 'version', proven: ANSWERED},
    openitcockpit_bad_answer: {at: 'version', proven: ANSWERED},
    openitcockpit_failed: {at: 'version', proven: ANSWERED},
    openitcockpit_not_found: {at: 'version', proven: ANSWERED},
    // openITCOCKPIT checks the key before it checks any rights.
    openitcockpit_right_missing: {at: 'rights', proven: [...ANSWERED, 'key']},
};

const tellPassed = (
    steps: StepReporter,
    known: Readonly<Record<Known, string>>,
    names: readonly Known[],
    milliseconds: number | null,
): void => {
    for (const name of names) {
        const note = name === 'tls' && known.tls === steps.texts.tlsUnchecked;
        steps.tell(name, note ? 'note' : 'ok', known[name], name === 'reach' ? milliseconds : null);
    }
};

/** What to report for each step up to the key if it has passed. */
const network = (
    {settings: {openitcockpitUrl, connection}}: DoctorContext,
    texts: Texts['doctor'],
): Readonly<Record<Known, string>> => ({
    settings: texts.settingsComplete,
    proxy: connection.viaProxy ? texts.viaProxy : texts.noProxy,
    reach: texts.answers(URL.canParse(openitcockpitUrl) ? new URL(openitcockpitUrl).host : 'openITCOCKPIT'),
    tls: tlsSentence(openitcockpitUrl, connection.verifiesTls, texts),
    key: texts.keyAccepted,
});

const tlsSentence = (url: string, verified: boolean, texts: Texts['doctor']): string => {
    if (url.startsWith('http:')) {
        return texts.tlsNotNeeded;
    }
    return verified ? texts.tlsTrusted : texts.tlsUnchecked;
};

const ownerOf = ({userName, email}: MonitoringIdentity, texts: Texts['doctor']): string =>
    texts.keyOf(userName && email ? `${userName} (${email})` : userName || email || texts.someUser);

const tellVersion = ({version}: MonitoringIdentity, steps: StepReporter): void =>
    version === undefined
        ? steps.tell('version', 'failed', steps.texts.tooOld)
        : steps.tell('version', 'ok', steps.texts.version(version));

/** The role has its rights; what remains is whether the key's user may edit anything. */
const tellWriteAccess = async (context: DoctorContext, steps: StepReporter, remarks: readonly string[]) => {
    // The lists of a version that is too old need not be as we know them.
    const isAsked = context.settings.twoWay && !steps.hasFailed('version');
    const access = isAsked ? await writeAccess(context, steps) : undefined;
    if (access?.result === 'failed') {
        steps.tell('rights', 'failed', access.sentence);
        return;
    }
    const sentences = [steps.texts.rightsComplete, ...remarks, access?.sentence].filter(Boolean);
    steps.tell('rights', sentences.length > 1 ? 'note' : 'ok', sentences.join(' '));
};

/** Without these rights, alerts and actions work; only catching up does not. */
const catchUpRemark = (
    {readsSent}: DoctorContext,
    {missingCatchUpRights: rights}: MonitoringIdentity,
    {texts}: StepReporter,
): readonly string[] => (readsSent() && rights.length > 0 ? [texts.catchUpRights(rights.join(', '))] : []);

/** The right to submit commands at all; without it, there is no point in testing the queue. */
const COMMAND_RIGHT = 'NagiosModule.Cmd.submit';

const tellRightsAndQueue = async (
    context: DoctorContext,
    identity: MonitoringIdentity,
    steps: StepReporter,
): Promise<void> => {
    const {missingRights} = identity;
    const remark = userListFinding(context.settings.actionPolicy, identity);
    if (missingRights.length > 0) {
        steps.tell('rights', 'failed', steps.texts.rightsMissing(missingRights.join(', ')));
    } else if (remark?.weight === 'problem') {
        steps.tell('rights', 'failed', remark.said(steps.language));
    } else {
        const said = remark ? [remark.said(steps.language)] : [];
        await tellWriteAccess(context, steps, [...said, ...catchUpRemark(context, identity, steps)]);
    }
    if (!context.settings.twoWay) {
        steps.tell('queue', 'skipped', steps.texts.twoWayOff);
        return;
    }
    if (missingRights.includes(COMMAND_RIGHT)) {
        steps.skip('queue');
        return;
    }
    await steps.measure(
        'queue' satisfies DoctorStepName,
        () => context.monitoring.tryQueue(),
        () => steps.texts.queueTakes,
    );
};

import type {DoctorHopName} from '#contract';
import {asAppError, type ErrorCode} from '../../domain/errors';
import type {Texts} from '../../domain/texts';
import {userListRemark} from '../people/identities';
import type {DoctorContext, HopReporter} from './doctor_context';
import type {MonitoringIdentity} from './proof_port';

/** In the order in which a request meets them. */
const WAY = ['settings', 'proxy', 'reach', 'tls', 'key', 'version', 'rights', 'queue'] as const;
type Way = (typeof WAY)[number];

/** Goes the way to openITCOCKPIT and back, and hands its queue a command for nobody. Changes nothing. */
export const examineOpenitcockpit = async (context: DoctorContext, hops: HopReporter): Promise<void> => {
    const wrong = context.wrongSettings(hops.language);
    if (wrong !== undefined) {
        hops.tell('settings', 'failed', wrong);
        hops.skip(...WAY.slice(1));
        return;
    }
    const started = hops.now();
    try {
        const identity = await context.monitoring.whoAmI();
        const known = network(context, hops.texts);
        tellPassed(hops, known, ['settings', 'proxy', 'reach', 'tls'], hops.since(started));
        hops.tell('key', 'ok', ownerOf(identity, hops.texts));
        tellVersion(identity, hops);
        await tellRightsAndQueue(context, identity, hops);
    } catch (error) {
        const failure = asAppError(error);
        const {at, proven} = FAILURES[failure.code] ?? {at: 'reach', proven: ['settings']};
        const took = hops.since(started);
        for (const name of WAY) {
            if (name === at) {
                hops.tell(name, 'failed', failure.sentence(hops.language), took);
            } else if (proven.some((hop) => hop === name)) {
                tellPassed(hops, network(context, hops.texts), [name as Known], null);
            } else {
                hops.skip(name);
            }
        }
    }
};

type Known = 'settings' | 'proxy' | 'reach' | 'tls' | 'key';
interface Failure {
    readonly at: Way;
    readonly proven: readonly Known[];
}

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
    openitcockpit_failed: {at: 'version', proven: ANSWERED},
    openitcockpit_not_found: {at: 'version', proven: ANSWERED},
    // A key that openITCOCKPIT does not know is refused before any right is looked at.
    openitcockpit_right_missing: {at: 'rights', proven: [...ANSWERED, 'key']},
};

const tellPassed = (
    hops: HopReporter,
    known: Readonly<Record<Known, string>>,
    names: readonly Known[],
    milliseconds: number | null,
): void => {
    for (const name of names) {
        const note = name === 'tls' && known.tls === hops.texts.tlsUnchecked;
        hops.tell(name, note ? 'note' : 'ok', known[name], name === 'reach' ? milliseconds : null);
    }
};

/** The sentences of the hops below openITCOCKPIT, when they are passed. */
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

const tellVersion = ({version}: MonitoringIdentity, hops: HopReporter): void =>
    version === undefined
        ? hops.tell('version', 'failed', hops.texts.tooOld)
        : hops.tell('version', 'ok', hops.texts.version(version));

/** Needed before a command can be handed to the queue. */
const COMMAND_RIGHT = 'NagiosModule.Cmd.submit';

const tellRightsAndQueue = async (
    context: DoctorContext,
    identity: MonitoringIdentity,
    hops: HopReporter,
): Promise<void> => {
    const {missingRights} = identity;
    const remark = userListRemark(context.settings.actionPolicy, identity);
    if (missingRights.length > 0) {
        hops.tell('rights', 'failed', hops.texts.rightsMissing(missingRights.join(', ')));
    } else if (remark?.weight === 'problem') {
        hops.tell('rights', 'failed', remark.said(hops.language));
    } else {
        const sentences = [hops.texts.rightsComplete, remark?.said(hops.language)];
        hops.tell('rights', remark ? 'note' : 'ok', sentences.filter(Boolean).join(' '));
    }
    if (missingRights.includes(COMMAND_RIGHT)) {
        hops.skip('queue');
        return;
    }
    await hops.measure(
        'queue' satisfies DoctorHopName,
        () => context.monitoring.tryQueue(),
        () => hops.texts.queueTakes,
    );
};

import {NOTIFICATION_TOKEN_HEADER, ROUTE} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import {versionRemark} from '../../domain/mattermost_versions';
import {signDoctor} from '../../domain/post/doctor_post';
import type {DoctorContext, PostAnswer, StepReporter} from './doctor_context';
import {examineWebPart} from './examine_web_part';

/** The bot account, the addresses that openITCOCKPIT and Mattermost use, and the webapp. Creates nothing. */
export const examineMattermost = async (context: DoctorContext, steps: StepReporter): Promise<void> => {
    await examineAccount(context, steps);
    await examineWebhook(context, steps);
    await examineEndpoint(context, steps);
    await examineHandler(context, steps);
    await examineWebPart(context.webParts, steps);
};

const examineAccount = async ({chat, webParts, subscribed}: DoctorContext, steps: StepReporter): Promise<void> => {
    const started = steps.now();
    const known = await chat.whoAmI().catch(asAppError);
    if (known instanceof AppError) {
        steps.tell('mattermost', 'failed', known.sentence(steps.language), steps.since(started));
        return;
    }
    const {username, version} = known;
    // The webapp reaches the plugin only.
    const remark = versionRemark(version, webParts ? 'plugin' : 'service');
    const account = steps.texts.account(username, version);
    subscribed?.forget();
    await subscribed?.check();
    const troubles = subscribed?.said(steps.language) ?? [];
    const result = remark?.weight === 'problem' ? 'failed' : remark || troubles.length > 0 ? 'note' : 'ok';
    const sentence = [account, remark?.said(steps.language) ?? '', ...troubles].join(' ');
    steps.tell('mattermost', result, sentence, steps.since(started));
};

/** No channel can have this name, so an existing webhook responds with 404 and posts nothing. */
const NO_CHANNEL = {text: 'Doctor', channel: 'Doctor looks for the webhook'};

const examineWebhook = async (context: DoctorContext, steps: StepReporter): Promise<void> => {
    const {texts} = steps;
    const url = context.addresses.webhook;
    if (url === undefined) {
        steps.tell('webhook', 'skipped', texts.webhookNotSet);
        return;
    }
    const started = steps.now();
    const answer = await asked(context.post(url, NO_CHANNEL));
    const took = steps.since(started);
    if ('reason' in answer) {
        steps.tell('webhook', 'failed', texts.webhookUnreachable(answer.reason), took);
    } else if (answer.status === 404 && isAboutWebhooks(answer)) {
        steps.tell('webhook', 'ok', texts.webhookKnown, took);
    } else if (answer.status === 501) {
        steps.tell('webhook', 'failed', texts.webhooksOff, took);
    } else if (answer.status === 400 && isAboutWebhooks(answer)) {
        steps.tell('webhook', 'failed', texts.webhookUnknown, took);
    } else {
        steps.tell('webhook', 'failed', texts.webhookStrange(answer.status), took);
    }
};

const isAboutWebhooks = ({json}: PostAnswer): boolean => String(json?.id).startsWith('web.incoming_webhook.');

/** An empty notification is rejected, but only after its token has been checked. */
const examineEndpoint = async (context: DoctorContext, steps: StepReporter): Promise<void> => {
    const {texts} = steps;
    const {endpoint} = context.addresses;
    if (endpoint === undefined) {
        steps.tell('endpoint', 'skipped', texts.insidePlugin);
        return;
    }
    const {url, token} = endpoint;
    const started = steps.now();
    const answer = await asked(context.post(url, {}, {[NOTIFICATION_TOKEN_HEADER]: token}));
    const took = steps.since(started);
    if ('reason' in answer) {
        steps.tell('endpoint', 'failed', texts.endpointUnreachable(url, answer.reason), took);
    } else if (errorCode(answer) === 'unauthorized') {
        steps.tell('endpoint', 'failed', texts.endpointRefuses, took);
    } else if (errorCode(answer) === 'bad_request' && answer.status === 400) {
        steps.tell('endpoint', 'ok', texts.endpointTakes, took);
    } else {
        steps.tell('endpoint', 'failed', texts.endpointStrange(url, answer.status), took);
    }
};

/** A press that names no post: the handler accepts it if the signature is valid, and does nothing. */
const examineHandler = async (context: DoctorContext, steps: StepReporter): Promise<void> => {
    const {texts} = steps;
    const base = context.addresses.handler;
    if (base === undefined) {
        steps.tell('handler', 'skipped', texts.insidePlugin);
        return;
    }
    const started = steps.now();
    const token = signDoctor(
        {report: '', language: steps.language},
        context.settings.signingSecrets[0],
        Math.floor(started / 1000),
    );
    const press = {user_id: '', post_id: '', channel_id: '', trigger_id: 'doctor', context: {token}};
    const answer = await asked(context.post(`${base}${ROUTE.actions}`, press));
    const took = steps.since(started);
    if ('reason' in answer) {
        steps.tell('handler', 'failed', texts.handlerUnreachable(base, answer.reason), took);
    } else if (errorCode(answer) === 'bad_signature') {
        steps.tell('handler', 'failed', texts.handlerOtherSecret, took);
    } else if (answer.status === 200 && answer.json !== undefined && !('error' in answer.json)) {
        steps.tell('handler', 'ok', texts.handlerAnswers(base), took);
    } else {
        steps.tell('handler', 'failed', texts.handlerStrange(base, answer.status), took);
    }
};

/** The error code, if the handler itself responded. */
const errorCode = ({json}: PostAnswer): unknown => (json?.error as {code?: unknown} | undefined)?.code;

/** The response, or the reason why there was none. */
export const asked = async (answer: Promise<PostAnswer>): Promise<PostAnswer | {reason: string}> => {
    try {
        return await answer;
    } catch (error) {
        const {code} = error as {code?: unknown};
        return {reason: typeof code === 'string' ? code : 'no answer'};
    }
};

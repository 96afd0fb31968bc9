import {createHmac} from 'node:crypto';
import type {Settings} from '../config/schema';
import {asAppError} from '../domain/errors';
import {objectIn} from '../net/json';
import {createServiceSender} from '../net/service_sender';
import {localUrl} from './local_url';

/** What whoever can read the settings may ask the running service for. */
export type ServiceQuestion = 'explain' | 'shift';

/** Tokens for its route: whoever can read the settings has them, openITCOCKPIT's notification command does not. */
export const serviceTokens = (
    {SIGNING_SECRET}: Pick<Settings, 'SIGNING_SECRET'>,
    question: ServiceQuestion,
): readonly string[] => SIGNING_SECRET.map((secret) => createHmac('sha256', secret).update(question).digest('hex'));

class Unanswered extends Error {}

/** openITCOCKPIT may be slow, or away. */
const PATIENCE_MS = 60_000;

/** Asks the running service. @returns its text @throws with a sentence for people; see `sentenceOf` */
export const askService = async (
    settings: Settings,
    {question, route, body}: {readonly question: ServiceQuestion; readonly route: string; readonly body: object},
): Promise<string> => {
    const url = localUrl(settings);
    const [token = ''] = serviceTokens(settings, question);
    const sender = createServiceSender({skipTlsVerification: false});
    const answer = await sender
        .send({
            method: 'POST',
            url: new URL(route, url),
            headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json'},
            body: JSON.stringify(body),
            timeoutMs: PATIENCE_MS,
        })
        .catch(() => {
            throw new Unanswered(
                `The service at ${url} (LISTEN_ADDRESS) does not answer: while it is not running, nothing is posted.`,
            );
        });
    const said = objectIn(answer.text);
    if (answer.status === 200 && typeof said?.text === 'string') {
        return said.text;
    }
    const refusal = answer.status === 400 ? objectIn(JSON.stringify(said?.error ?? {}))?.message : undefined;
    throw new Unanswered(
        typeof refusal === 'string'
            ? refusal
            : `The service at ${url} answered ${answer.status}: give the settings file that it was started with.`,
    );
};

/** Why there is no answer, for people. */
export const sentenceOf = (error: unknown): string =>
    error instanceof Unanswered ? error.message : asAppError(error).message;

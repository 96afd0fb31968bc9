import {objectIn} from './json';
import type {Sender} from './sender';

const TIMEOUT_MS = 10_000;

/** @throws NetFailure if no answer came */
export const postJson =
    (sender: Sender) =>
    async (url: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
        const {status, text} = await sender.send({
            method: 'POST',
            url: new URL(url),
            headers: {'Content-Type': 'application/json', ...headers},
            body: JSON.stringify(body),
            timeoutMs: TIMEOUT_MS,
        });
        return {status, json: objectIn(text)};
    };

import {type IncomingMessage, request as open} from 'node:http';
import type {Route} from './route';
import {createSender, type Exchange, type HttpAnswer, type Sender} from './sender';

const CONNECT_TIMEOUT_MS = 5000;
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * For commands that start once per alert: axios would make them half as slow again (docs/performance.md). One
 * connection per request; only the first 64 kB of an answer are read.
 */
export const createCommandSender = (route: Route): Sender =>
    createSender(route, {
        load: () => Promise.resolve(plainExchange),
        keepAlive: false,
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
    });

const plainExchange: Exchange = ({method, url, headers, body}, agent, signal, sent) =>
    new Promise((resolve, reject) => {
        open(url, {method, headers, agent, signal})
            .once('finish', sent)
            .once('response', (response) => resolve(beginningOf(response)))
            .on('error', reject)
            .end(body);
    });

/** Once the status is known, a broken connection no longer matters. */
const beginningOf = (response: IncomingMessage): Promise<HttpAnswer> =>
    new Promise((resolve) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response
            .on('data', (chunk: Buffer) => {
                chunks.push(chunk);
                size += chunk.length;
                if (size >= MAX_ANSWER_BYTES) {
                    response.destroy();
                }
            })
            .on('error', () => undefined)
            .once('close', () => {
                const text = Buffer.concat(chunks).toString('utf8', 0, MAX_ANSWER_BYTES);
                resolve({status: response.statusCode ?? 0, headers: response.headers, text});
            });
    });

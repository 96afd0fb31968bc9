import {type IncomingMessage, request as open} from 'node:http';
import type {Route} from './route';
import {createSender, type Exchange, type HttpAnswer, type Sender} from './sender';

const CONNECT_TIMEOUT_MS = 5000;
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * For commands that start once for each alert: axios would cost them half as much again (docs/performance.md). Each request has
 * a connection of its own, and of the answer counts the beginning, 64 kB.
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

/** Once the status is known, a connection that breaks takes nothing away from it. */
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

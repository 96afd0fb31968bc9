import {objectIn} from '../net/json';
import {netFailure} from '../net/net_failure';
import {createServiceSender} from '../net/service_sender';
import type {Call, HttpAnswer} from './call';
import {failureOfConnection} from './connection_errors';
import type {Connection} from './settings';

export interface Transport {
    /** One attempt. @param apiKey a person's own; default: the setting's @throws AttemptFailure if no answer came */
    send(call: Call, apiKey?: string): Promise<HttpAnswer>;
    close(): void;
}

/** Calls that only help to interpret others must not delay them. */
const ASIDE_MS = 3000;

/** HTTP to openITCOCKPIT with an API key, without cookies. */
export const createTransport = (connection: Connection): Transport => {
    const sender = createServiceSender(connection);
    const {base, timeoutMs} = connection;
    const send = async (call: Call, apiKey = connection.apiKey): Promise<HttpAnswer> => {
        const url = new URL(`${base}${call.path}`);
        url.search = new URLSearchParams({...(call.angular && {angular: 'true'}), ...call.query}).toString();
        try {
            const {status, headers, text} = await sender.send({
                method: call.body === undefined ? 'GET' : 'POST',
                url,
                headers: {
                    Accept: 'application/json',
                    'Content-Type': 'application/json',
                    Authorization: `X-OITC-API ${apiKey}`,
                    'User-Agent': 'openitcockpit-for-mattermost',
                },
                body: call.body === undefined ? undefined : JSON.stringify(call.body),
                timeoutMs: call.aside ? Math.min(ASIDE_MS, timeoutMs) : timeoutMs,
            });
            const {location, 'content-type': contentType = ''} = headers;
            return {status, url: `${base}${call.path}`, contentType, location, json: objectIn(text)};
        } catch (error) {
            throw failureOfConnection(call, connection, netFailure(error));
        }
    };
    return {send, close: sender.close};
};

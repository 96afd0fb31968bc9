import {createHmac} from 'node:crypto';
import {parseArgs} from 'node:util';
import {NOTIFICATION_TOKEN_HEADER, SERVICE_ROUTE} from '#contract';
import {environmentAndFile} from '../config/file_source';
import {readSettings} from '../config/read_settings';
import type {Settings} from '../config/schema';
import {supportPacket} from '../config/support_packet';
import {asAppError} from '../domain/errors';
import {createServiceSender} from '../net/service_sender';
import {localUrl} from './local_url';

export interface SupportCommand {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stdout: {write(text: string): unknown};
    readonly stderr: {write(text: string): unknown};
    readonly version: string;
}

const USAGE_ERROR = 64;

/**
 * Tokens for /api/v1/support: whoever can read the settings has them, openITCOCKPIT's notification command does not.
 */
export const supportTokens = ({SIGNING_SECRET}: Settings): readonly string[] =>
    SIGNING_SECRET.map((secret) => createHmac('sha256', secret).update('support packet').digest('hex'));

/** Prints the running service's support packet; without a service, what the settings alone tell. @returns exit code */
export const runSupport = async ({argv, env, stdout, stderr, version}: SupportCommand): Promise<number> => {
    let file: string | undefined;
    try {
        file = parseArgs({args: [...argv], options: {config: {type: 'string'}}}).values.config;
    } catch (error) {
        stderr.write(`support: ${(error as Error).message}\n`);
        return USAGE_ERROR;
    }
    const settings = settingsOr(() => readSettings(environmentAndFile(env, file ?? env.OITC_MATTERMOST_CONFIG)));
    const health = typeof settings === 'string' ? 'not asked' : await packetOfService(settings);
    if (typeof health !== 'string') {
        stdout.write(health.packet);
        return 0;
    }
    stderr.write(`support: ${typeof settings === 'string' ? settings : health}\n`);
    const [now, mattermostVersion] = [Date.now(), 'not asked'];
    stdout.write(supportPacket({now, door: 'service', version, mattermostVersion, health, settings, warnings: []}));
    return 0;
};

const settingsOr = (read: () => Settings): Settings | string => {
    try {
        return read();
    } catch (error) {
        return asAppError(error).message;
    }
};

const PATIENCE_MS = 10_000;

/** @returns the packet, or why there is none */
const packetOfService = async (settings: Settings): Promise<{packet: string} | string> => {
    const url = localUrl(settings);
    const [token = ''] = supportTokens(settings);
    try {
        const {status, text} = await createServiceSender({skipTlsVerification: false}).send({
            method: 'GET',
            url: new URL(SERVICE_ROUTE.support, url),
            headers: {[NOTIFICATION_TOKEN_HEADER]: token},
            timeoutMs: PATIENCE_MS,
        });
        return status === 200
            ? {packet: text}
            : `The service at ${url} answered ${status}: give the settings file that it was started with.`;
    } catch {
        return `The service at ${url} (LISTEN_ADDRESS) does not answer: its health and its log are not in the packet.`;
    }
};

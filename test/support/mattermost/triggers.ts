import {generateKeyPairSync, sign, verify} from 'node:crypto';
import {ApiError} from './api_error';
import {newId} from './ids';

/**
 * Trigger ids as the server makes them: a short one for the client that pressed, and a long one for the handler, base64
 * of `short:user:milliseconds:signature` (ECDSA P-256 over the first three, with the colons).
 */
export class Triggers {
    private readonly keys = generateKeyPairSync('ec', {namedCurve: 'P-256'});

    constructor(private readonly lifetimeMs: number) {}

    issue(userId: string): {short: string; long: string} {
        const short = newId();
        const payload = `${short}:${userId}:${Date.now()}:`;
        const signature = sign('sha256', Buffer.from(payload), this.keys.privateKey).toString('base64');
        return {short, long: Buffer.from(payload + signature).toString('base64')};
    }

    /** @throws ApiError 400 as recorded for ids that are malformed, forged or too old */
    verify(long: string): {short: string; userId: string} {
        const [short, userId, millis, signature, ...rest] = Buffer.from(long, 'base64').toString('utf8').split(':');
        if (!short || !userId || !millis || !signature || rest.length > 0) {
            throw refused('missing_data', 'Trigger ID missing required data for interactive dialog.');
        }
        if (Date.now() - Number(millis) > this.lifetimeMs) {
            const seconds = Math.round(this.lifetimeMs / 1000);
            throw refused(
                'expired',
                `Trigger ID for interactive dialog is expired. Trigger IDs live for a maximum of ${seconds} seconds.`,
            );
        }
        const payload = Buffer.from(`${short}:${userId}:${millis}:`);
        if (!verify('sha256', payload, this.keys.publicKey, Buffer.from(signature, 'base64'))) {
            throw refused(
                'verify_signature_failed',
                'Signature verification failed of trigger ID for interactive dialog.',
            );
        }
        return {short, userId};
    }
}

const refused = (reason: string, message: string): ApiError =>
    new ApiError(400, `interactive_message.decode_trigger_id.${reason}`, message);

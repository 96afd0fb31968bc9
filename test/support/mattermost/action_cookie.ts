import {createCipheriv, createDecipheriv, randomBytes} from 'node:crypto';
import {isObject, type Json} from './json';

/**
 * The encrypted cookie in an ephemeral post's actions, as the server does not store such posts: AES-256-GCM over JSON,
 * base64 of nonce, ciphertext and tag.
 */
export class ActionCookies {
    private readonly key = randomBytes(32);

    seal(content: Json): string {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
        const sealed = [nonce, cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()];
        return Buffer.concat(sealed).toString('base64');
    }

    open(cookie: string): Json | undefined {
        const bytes = Buffer.from(cookie, 'base64');
        if (bytes.length < 28) return undefined;
        const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(-16));
        try {
            const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString();
            const content: unknown = JSON.parse(text);
            return isObject(content) ? content : undefined;
        } catch {
            return undefined;
        }
    }
}

import {createCipheriv, createDecipheriv, hkdfSync, randomBytes} from 'node:crypto';
import type {Connection, KeyVault} from '../../app/people/key_vault';
import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {KeyValues} from './key_values';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of what is stored, for the day another form is needed. */
const FORM = 1;

/**
 * KeyVault of door 2: one value per person in the plugin's key-value table: form, IV, tag, ciphertext. The person's id is
 * authenticated with it, so that nobody can give one person's key to another by moving the value.
 */
export class KvKeyVault implements KeyVault {
    private readonly key: Buffer | undefined;

    /** @param secret of the setting, any text; empty: nothing can be read or written */
    constructor(
        private readonly kv: KeyValues,
        secret: string,
    ) {
        this.key = secret === '' ? undefined : derived(secret);
    }

    get isReady(): boolean {
        return this.key !== undefined;
    }

    async read(userId: string): Promise<Connection | 'unreadable' | undefined> {
        const stored = await this.kv.get(placeOf(userId));
        return stored && (open(this.key, userId, stored) ?? 'unreadable');
    }

    async write(userId: string, connection: Connection): Promise<void> {
        if (!this.key) {
            throw new AppError(
                'misconfigured',
                says(({people}) => people.noEncryptionKey),
            );
        }
        await this.kv.set(placeOf(userId), seal(this.key, userId, connection));
    }

    async remove(userId: string): Promise<boolean> {
        const isThere = (await this.kv.get(placeOf(userId))) !== undefined;
        await this.kv.delete(placeOf(userId));
        return isThere;
    }
}

const placeOf = (userId: string): string => `person/${userId}`;

/** The setting is long and random, so nothing slower is needed. */
const derived = (secret: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', 'openitcockpit personal keys', KEY_BYTES));

const seal = (key: Buffer, userId: string, connection: Connection): Buffer => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(userId));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(connection), 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(FORM), iv, cipher.getAuthTag(), sealed]);
};

/** @returns undefined for anything but what `seal` made with this key for this person */
const open = (key: Buffer | undefined, userId: string, stored: Buffer): Connection | undefined => {
    const [tagAt, bodyAt] = [1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES];
    if (!key || stored[0] !== FORM || stored.length <= bodyAt) {
        return undefined;
    }
    try {
        const decipher = createDecipheriv(CIPHER, key, stored.subarray(1, tagAt), {authTagLength: TAG_BYTES})
            .setAAD(Buffer.from(userId))
            .setAuthTag(stored.subarray(tagAt, bodyAt));
        const json = Buffer.concat([decipher.update(stored.subarray(bodyAt)), decipher.final()]).toString('utf8');
        return JSON.parse(json) as Connection;
    } catch {
        // The reason may quote what was decrypted.
        return undefined;
    }
};

import type {BulkDocument, BulkStore} from '../../app/bulk/bulk_store';
import type {Clock} from '../../app/telemetry';
import {readBulkDocument} from '../../domain/action/bulk_action';
import {AppError} from '../../domain/errors';
import {Believed} from './believed';
import {changeValue} from './change';
import type {KvDamage} from './damage';
import type {KeyValues} from './key_values';

/** BulkStore of door 2: documents in the plugin's key-value table, which expire by themselves. */
export class KvBulk implements BulkStore {
    private readonly believed = new Believed();

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly damage: Pick<KvDamage, 'read'>,
    ) {}

    async read(key: string): Promise<BulkDocument | undefined> {
        return this.parse(key, await this.kv.get(key));
    }

    async update(
        key: string,
        change: (current: BulkDocument | undefined) => BulkDocument | undefined,
        keepSeconds: number,
    ): Promise<BulkDocument | undefined> {
        let result: BulkDocument | undefined;
        const isStored = await changeValue(
            this.kv,
            this.clock,
            key,
            async (stored, swap) => {
                const current = await this.parse(key, stored);
                result = change(current);
                return result === undefined || result === current
                    ? true
                    : swap(Buffer.from(JSON.stringify(result)), keepSeconds);
            },
            this.believed,
        );
        if (!isStored) {
            throw new AppError('busy', 'A bulk action changes too often to be stored; please try again.');
        }
        return result;
    }

    private parse(key: string, stored: Buffer | undefined): Promise<BulkDocument | undefined> {
        return this.damage.read(key, stored, (text) => readBulkDocument(JSON.parse(text)));
    }
}

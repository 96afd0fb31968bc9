import {LRUCache} from 'lru-cache';
import {type Alert, lacksNames, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';

/** As many unknown ones are no coincidence while not a single one is known. */
const SUSPICIOUS = 5;
const KEPT = 1000;
const TOPIC = 'objects of the stream';

/**
 * Whether openITCOCKPIT knows what its event stream tells of. If it knows none of it, the stream is another openITCOCKPIT's,
 * which no other message would tell: everything works, but posts show UUIDs and nobody can act on them.
 */
export class KnownObjects {
    private readonly unknown = new LRUCache<string, true>(atMost(KEPT));
    private knowsSome = false;
    private told: 'note' | 'problem' | undefined;

    constructor(private readonly context: Pick<AppContext, 'names' | 'findings'>) {}

    /** Before the object gets a post. Never rejects; the names are asked for once, for the post as well. */
    async look(alert: Alert): Promise<void> {
        if (!lacksNames(alert)) {
            return;
        }
        const target = targetIds(alert.target);
        try {
            await this.context.names.of(target);
            this.found(alertKey(target));
        } catch (error) {
            if (asAppError(error).code === 'openitcockpit_not_found') {
                this.unknown.set(alertKey(target), true);
                this.report();
            }
        }
    }

    private found(key: string): void {
        this.knowsSome = true;
        if (this.unknown.size === 0) {
            return;
        }
        this.unknown.delete(key);
        if (this.unknown.size === 0) {
            this.context.findings.settle(TOPIC);
        } else {
            this.report();
        }
    }

    private report(): void {
        const {findings} = this.context;
        const count = this.unknown.size;
        const weight = this.knowsSome || count < SUSPICIOUS ? 'note' : 'problem';
        const said = says(({findings: texts}) =>
            weight === 'note' ? texts.objectsUnknown(count) : texts.otherStream(count),
        );
        // One line in the log for each of the two, however many objects there are.
        if (this.told !== weight || !findings.renew(TOPIC, said)) {
            findings[weight](TOPIC, said, {count});
            this.told = weight;
        }
    }
}

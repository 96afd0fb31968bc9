import pMap from 'p-map';
import {type BulkAction, type BulkObject, type BulkPart, isLeft} from '../../domain/action/bulk_action';
import {pendingAction} from '../../domain/action/pending_action';
import {type AppError, asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {isTooOld} from '../actions/queue_action';
import {takeUp} from '../actions/take_up';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import type {StatusReading} from '../catch_up/readings_port';
import {auditBulk} from './audit_bulk';
import {type Asked, actionId, type Beginning, beginObject, heldIn, targetsOf} from './begin_object';
import {type BulkDocuments, logged} from './bulk_documents';
import {BulkPost, type Progress, type ShownProgress} from './bulk_post';
import {inBatch} from './in_batch';

/** Parts under way at once: some 600 objects. */
const PARTS_AT_ONCE = 3;
const STORE_AT_ONCE = 16;

type Under = BulkAction & {readonly asked: Asked};

export interface RunParts {
    readonly documents: BulkDocuments;
    /** Notes ends that there is no action for. */
    readonly note: (part: number, key: string, ended: Ended) => Promise<void>;
    readonly onProgress: (progress: ShownProgress) => void;
    /** The first on any node: nothing has been posted. */
    readonly isFresh: boolean;
}

type Ended = Pick<Required<BulkObject>, 'result' | 'why'>;

/** One turn of a bulk action, by the one node that holds it: takes it as far as it gets now. */
export class BulkRun {
    private readonly parts = new Map<number, BulkPart>();
    private readonly refusals: Beginning['refusals'] = new Map();
    private readonly post: BulkPost;
    private waits: string | undefined;

    constructor(
        private readonly context: AppContext,
        private head: Under,
        private readonly given: RunParts,
    ) {
        const progress = (): Progress => ({head: this.head, objects: this.objects()});
        this.post = new BulkPost(context, given, progress, (changed) => {
            this.head = {...this.head, ...changed};
        });
    }

    /** @returns how many objects wait for openITCOCKPIT; undefined when everything is done and told */
    async work(): Promise<number | undefined> {
        const {documents, isFresh} = this.given;
        for (let at = 0; at < this.head.parts; at += 1) {
            this.parts.set(at, (await documents.part(this.head.id, at)) ?? {version: 1, objects: []});
        }
        // Nobody needs to wait for Mattermost.
        const posted = this.post.begin(isFresh);
        await pMap(this.parts.keys(), (part) => this.runPart(part), {concurrency: PARTS_AT_ONCE});
        await posted;
        const left = this.objects().filter(isLeft).length;
        if (left > 0) {
            await this.wait();
            return left;
        }
        await this.end();
        return (await this.post.tellEnd()) ? undefined : 0;
    }

    /** A part has changed in the store. */
    took(part: number, stored: BulkPart): void {
        this.parts.set(part, stored);
        this.post.ask();
    }

    private objects(): readonly BulkObject[] {
        return [...this.parts.values()].flatMap(({objects}) => objects);
    }

    private async runPart(part: number): Promise<void> {
        const left = (this.parts.get(part)?.objects ?? []).filter(isLeft);
        if (left.length === 0) {
            return;
        }
        const {context, head} = this;
        const askedAt = serverSeconds(context);
        const readings = await this.readingsOf(left);
        const begins: Beginning = {head, part, readings: readings ?? new Map(), askedAt, refusals: this.refusals};
        const begin = (object: BulkObject) =>
            readings ? this.begin(begins, object) : this.beginUnread(begins, object);
        const keys = await pMap(left, begin, {concurrency: STORE_AT_ONCE});
        const inOne = inBatch(context, begins.readings);
        await Promise.all(keys.flatMap((key) => (key === undefined ? [] : [this.carry(inOne, key)])));
    }

    /** @returns undefined when openITCOCKPIT is away */
    private async readingsOf(left: readonly BulkObject[]): Promise<ReadonlyMap<string, StatusReading> | undefined> {
        try {
            return await this.context.monitoring.readStatuses(targetsOf(left));
        } catch (error) {
            const known = asAppError(error);
            this.context.logger.warn('The objects of a bulk action could not be read', {error: known});
            this.waitFor(known);
            return undefined;
        }
    }

    /** @returns the key of the record that holds its action; undefined when there is none */
    private async begin(begins: Beginning, object: BulkObject): Promise<string | undefined> {
        try {
            const found = await beginObject(this.context, begins, object);
            if ('recordKey' in found) {
                return found.recordKey;
            }
            await this.given.note(begins.part, object.key, found);
        } catch (error) {
            this.waitFor(asAppError(error));
            this.context.logger.warn('An object of a bulk action waits', {alert: object.key, ...logged(error)});
        }
        return undefined;
    }

    /** What has begun before openITCOCKPIT went away is carried on; the others wait, but not for ever. */
    private async beginUnread(begins: Beginning, object: BulkObject): Promise<string | undefined> {
        const held = await heldIn(this.context, begins.head, object);
        if (held === undefined && isTooOld(this.context, {askedAt: this.head.asked.at})) {
            const minutes = Math.round(this.context.settings.queueMaxAgeMs / 60_000);
            const said = says(({bulk}) => bulk.expired(minutes));
            await this.given.note(begins.part, object.key, {
                result: 'not_sent',
                why: `${said(this.context.settings.language)} ${this.waits ?? ''}`.trim(),
            });
        }
        return held;
    }

    /** Waits its turn if something else is being done to the object. */
    private async carry(context: AppContext, key: string): Promise<void> {
        try {
            if ((await takeUp(context, key, actionId(this.head), true)) === 'queued') {
                const action = pendingAction(await context.store.get(key), actionId(this.head));
                this.waits ??= action?.queuedBecause;
            }
        } catch (error) {
            this.waitFor(asAppError(error));
            context.logger.warn('An action of a bulk action could not be carried out', {alert: key, ...logged(error)});
        }
    }

    private waitFor(error: AppError): void {
        this.waits ??= error.sentence(this.context.settings.language);
    }

    private async wait(): Promise<void> {
        const {waits = ''} = this;
        const stored = await this.given.documents.changeHead(this.head.id, (current) =>
            current.waits === waits ? current : {...current, waits},
        );
        this.head = {...this.head, ...stored};
        this.post.ask();
        this.context.outbox.later();
    }

    /** Once only, on whichever node. */
    private async end(): Promise<void> {
        const endedAt = nowSeconds(this.context);
        let isEnding = false;
        const stored = await this.given.documents.changeHead(this.head.id, ({waits: _waits, ...current}) => {
            isEnding = current.endedAt === undefined;
            return isEnding ? {...current, endedAt} : current;
        });
        const {waits: _waits, ...before} = this.head;
        this.head = {...before, ...stored, asked: this.head.asked};
        if (isEnding) {
            const objects = this.objects();
            this.context.logger.info('A bulk action ended', {
                bulk: this.head.id,
                objects: objects.length,
                seconds: endedAt - this.head.asked.at,
            });
            await auditBulk(this.context, this.head, objects, true);
        }
    }
}

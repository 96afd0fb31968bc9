import type {BulkMark} from '../../domain/action/action_request';
import {
    type BulkAction,
    type BulkObject,
    type BulkPart,
    type BulkRequest,
    MOST_OBJECTS,
    newBulkAction,
} from '../../domain/action/bulk_action';
import {AppError} from '../../domain/errors';
import {authorOf} from '../../domain/person';
import {says} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {connectionOf} from '../people/connections';
import {allowedUser} from '../people/policy';
import {auditBulk} from './audit_bulk';
import {type Asked, standIn} from './begin_object';
import {BulkDocuments, logged} from './bulk_documents';
import type {Progress, ShownProgress} from './bulk_post';
import {BulkRun} from './bulk_run';
import type {BulkNotes} from './bulk_store';
import {Collector} from './collector';

/** What one press asks for. */
export interface BulkWish {
    readonly userId: string;
    readonly objects: readonly BulkObject[];
    readonly request: BulkRequest;
    readonly place: BulkPlace;
    /** Identifies the press (at most 60 letters, digits and `-_.`): however often it arrives, it is done once. */
    readonly once?: string;
    readonly before?: BulkAction['before'];
}

/** Where it is shown. */
interface BulkPlace {
    /** Id, or name as `team/channel`: whoever may act there may act on objects that have no post. */
    readonly channel: string;
    /** A post that becomes its own. */
    readonly postId?: string;
    /** The post shows it among other things: see `onProgress`. */
    readonly isGuest?: true;
}

/** Ends of one part are stored together: hundreds come within a second. */
const NOTES = {quietMs: 25, mostMs: 250, most: 200};

interface Note {
    readonly key: string;
    readonly result: string;
    readonly why: string;
}

/** Bulk actions of all nodes: begun here, or taken over from a node that has stopped. */
export class BulkActions implements BulkNotes {
    private readonly runs = new Map<string, BulkRun | undefined>();
    private readonly notes = new Map<string, Collector<Note, void>>();
    private readonly listeners: ((progress: ShownProgress) => void)[] = [];
    private readonly documents: BulkDocuments;

    constructor(
        private readonly contextOf: () => AppContext,
        store: AppContext['bulkStore'],
    ) {
        this.documents = new BulkDocuments(store);
    }

    /** For whoever shows it as a guest: called at most every two seconds, and at the end, on the node that carries it out. */
    onProgress(listener: (progress: ShownProgress) => void): void {
        this.listeners.push(listener);
    }

    /**
     * Accepts it: stores it first, then carries it out in the background.
     * @returns it, and whether it is new: the same press may have come before
     * @throws AppError `forbidden` when the person may not act there, or there is nothing to do; `busy`, `mattermost_*`
     */
    async start({userId, objects, request, place, ...more}: BulkWish): Promise<{head: BulkAction; isNew: boolean}> {
        const context = this.contextOf();
        const [first] = objects;
        if (!first || objects.length > MOST_OBJECTS) {
            throw new AppError(
                'forbidden',
                says(({bulk}) =>
                    first ? bulk.tooMany(MOST_OBJECTS, '/openitcockpit ack web critical') : bulk.nothingToRetry,
                ),
            );
        }
        const {kind} = request;
        const user = await allowedUser(context, standIn(context, first, place.channel), {userId, action: kind});
        const connection = await connectionOf(context, user.id);
        const by = {
            userId: user.id,
            username: user.username,
            author: authorOf({...user, fullName: connection?.userName || user.fullName}),
            ...(connection ? {ownKey: true as const} : {}),
        };
        const id = more.once ?? context.nonce();
        const asked: Asked = {request, by, at: nowSeconds(context)};
        const before = more.before ? {before: more.before} : {};
        const made = newBulkAction({id, kind, ...place, asked, ...before}, objects);
        const known = await this.documents.head(id);
        const {head, isNew} = known ? {head: known, isNew: false} : await this.documents.begin(made.head, made.parts);
        if (isNew) {
            await auditBulk(context, head, objects, false);
        }
        context.background.start('A bulk action', () => this.run(id, isNew));
        return {head, isNew};
    }

    /** Keeps what somebody was shown, until they confirm it or are shown something else. */
    keepShown(head: BulkAction, parts: readonly BulkPart[]): Promise<void> {
        return this.documents.keepShown(head, parts);
    }

    async progressOf(id: string): Promise<Progress | undefined> {
        const head = await this.documents.head(id);
        return head && {head, objects: await this.documents.objects(head)};
    }

    /**
     * Carries on with what was abandoned, or waits for openITCOCKPIT.
     * @returns how many objects wait for openITCOCKPIT, and how many bulk actions are not over
     */
    async turn(): Promise<{readonly queued: number; readonly pending: number}> {
        const open = await this.documents.open();
        let queued = 0;
        for (const id of open) {
            const head = await this.documents.head(id);
            if (!head?.asked || head.told) {
                await this.documents.close(id);
            } else {
                queued += head.waits === undefined ? 0 : head.objects;
                this.contextOf().background.start('A bulk action', () => this.run(id, false));
            }
        }
        return {queued, pending: open.length};
    }

    async holds(id: string): Promise<boolean> {
        const head = await this.documents.head(id);
        return head !== undefined && head.endedAt === undefined;
    }

    note({id, part}: BulkMark, key: string, {result, message}: {result: string; message: string}): Promise<void> {
        return this.noted(id, part, {key: withoutCarrier(key), result, why: message});
    }

    private noted(id: string, part: number, note: Note): Promise<void> {
        const name = `${id}/${part}`;
        const known = this.notes.get(name);
        const notes = known ?? this.collectorOf(id, part);
        this.notes.set(name, notes);
        return notes.ask(note);
    }

    private collectorOf(id: string, part: number): Collector<Note, void> {
        const store = async (notes: readonly Note[]) => {
            const byKey = new Map(notes.map((note) => [note.key, note]));
            const stored = await this.documents.changePart(id, part, (object) => withNote(object, byKey));
            if (stored) {
                this.runs.get(id)?.took(part, stored);
            }
            return () => undefined;
        };
        return new Collector<Note, void>(store, NOTES, () => this.contextOf().clock.monotonic());
    }

    /** Unless it runs already, here or on another node. */
    private async run(id: string, isFresh: boolean): Promise<void> {
        if (this.runs.has(id)) {
            return;
        }
        this.runs.set(id, undefined);
        const context = this.contextOf();
        try {
            await context.store.unlessBusy(`bulk/${id}`, () => this.work(context, id, isFresh));
        } catch (error) {
            context.logger.error('A bulk action was interrupted', {bulk: id, ...logged(error)});
            context.outbox.later();
        } finally {
            this.runs.delete(id);
            for (const name of [...this.notes.keys()].filter((name) => name.startsWith(`${id}/`))) {
                this.notes.delete(name);
            }
        }
    }

    private async work(context: AppContext, id: string, isFresh: boolean): Promise<void> {
        const head = await this.documents.head(id);
        if (!head?.asked || head.told) {
            return;
        }
        const run = new BulkRun(
            context,
            {...head, asked: head.asked},
            {
                documents: this.documents,
                isFresh,
                note: (part, key, {result, why}) => this.noted(id, part, {key, result, why}),
                onProgress: (progress) => {
                    for (const listener of this.listeners) {
                        listener(progress);
                    }
                },
            },
        );
        this.runs.set(id, run);
        if ((await run.work()) === undefined) {
            await this.documents.changeHead(id, (current) => ({...current, told: true}));
            await this.documents.close(id);
        } else {
            context.outbox.later();
        }
    }
}

/** What is done needs no reason, unless it was somebody else. */
const withNote = (object: BulkObject, byKey: ReadonlyMap<string, Note>): BulkObject => {
    const note = byKey.get(object.key);
    if (!note || object.result !== undefined) {
        return object;
    }
    const {result, why} = note;
    return result === 'confirmed' || result === 'removed' ? {...object, result} : {...object, result, why};
};

const withoutCarrier = (key: string): string => key.replace(/#~bulk$/, '');

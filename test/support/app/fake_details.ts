import type {StatusReading} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {FoundObject, FoundObjects} from '../../../server-proxy/src/app/commands/search_port';
import type {
    DetailsPort,
    Listed,
    Notified,
    ObjectDetails,
    Said,
} from '../../../server-proxy/src/app/details/details_port';
import type {Curve} from '../../../server-proxy/src/domain/details/curve';
import type {Changed} from '../../../server-proxy/src/domain/details/problem_details';
import type {StateChange} from '../../../server-proxy/src/domain/details/state_change';
import {AppError} from '../../../server-proxy/src/domain/errors';

type Asked = keyof DetailsPort;

/** What openITCOCKPIT tells of one object, as set, or why it does not. */
export class FakeDetails implements DetailsPort {
    object: ObjectDetails | undefined;
    changes: Listed<StateChange> = {rows: [], complete: true};
    sent: readonly Notified[] = [];
    said: Said | undefined;
    /** By kind of object. */
    configuration: Partial<Record<'host' | 'service', readonly Changed[]>> = {};
    curve: readonly Curve[] = [];
    statuses: ReadonlyMap<string, StatusReading> = new Map();
    services: readonly FoundObject[] = [];
    found: FoundObjects = {objects: [], complete: true};
    /** Of hosts, by UUID. */
    readonly parents = new Map<string, readonly string[]>();
    readonly failures: Partial<Record<Asked, Error>> = {};
    /** In order. */
    readonly asked: Asked[] = [];

    async objectOf(): Promise<ObjectDetails> {
        this.note('objectOf');
        if (!this.object) {
            throw new AppError('openitcockpit_not_found', 'There is no such object.');
        }
        return this.object;
    }

    async stateChanges(): Promise<Listed<StateChange>> {
        return this.tell('stateChanges', this.changes);
    }

    async notified(): Promise<readonly Notified[]> {
        return this.tell('notified', this.sent);
    }

    async lastAcknowledgement(): Promise<Said | undefined> {
        return this.tell('lastAcknowledgement', this.said);
    }

    async configurationChanges(
        {kind}: {readonly kind: 'host' | 'service'},
        _from?: number,
        _to?: number,
    ): Promise<readonly Changed[]> {
        return this.tell('configurationChanges', this.configuration[kind] ?? []);
    }

    async curves(): Promise<readonly Curve[]> {
        return this.tell('curves', this.curve);
    }

    async readStatuses(): Promise<ReadonlyMap<string, StatusReading>> {
        return this.tell('readStatuses', this.statuses);
    }

    async readServices(): Promise<readonly FoundObject[]> {
        return this.tell('readServices', this.services);
    }

    async findServices(): Promise<FoundObjects> {
        return this.tell('findServices', this.found);
    }

    async parentsOf({hostUuid}: {readonly hostUuid: string}): Promise<readonly string[]> {
        return this.tell('parentsOf', this.parents.get(hostUuid) ?? []);
    }

    private tell<T>(asked: Asked, answer: T): T {
        this.note(asked);
        return answer;
    }

    private note(asked: Asked): void {
        this.asked.push(asked);
        const failure = this.failures[asked];
        if (failure) {
            throw failure;
        }
    }
}

import type {Downtime, ManyCommands} from '../../../server-proxy/src/app/actions/command_port';
import type {ObjectStatus, StatusReading} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {FoundObject, FoundObjects, WantedObjects} from '../../../server-proxy/src/app/commands/search_port';
import type {BulkObject} from '../../../server-proxy/src/domain/action/bulk_action';
import type {TargetIds} from '../../../server-proxy/src/domain/alert/alert';
import {alertKey} from '../../../server-proxy/src/domain/alert/alert_key';
import {momentAt} from '../../../server-proxy/src/domain/alert/moment';
import type {AppError} from '../../../server-proxy/src/domain/errors';
import {FakeMonitoring} from './fakes';

type Thing = {-readonly [K in keyof FoundObject]: FoundObject[K]} & {deleted?: boolean; downtimes: Downtime[]};

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** openITCOCKPIT with many services, ten to a host, each of them critical. Commands show after a second and a half. */
export class ManyMonitoring extends FakeMonitoring {
    readonly things = new Map<string, Thing>();
    /** Each request with commands: of which kind, for which objects. */
    readonly requests: {kind: string; keys: string[]}[] = [];
    /** Sizes of the requests that read. */
    readonly pages: number[] = [];
    /** Fails a request with commands, after or before they have been queued. */
    onSend: (number: number) => {error: AppError; isQueued: boolean} | undefined = () => undefined;
    away: AppError | undefined;
    /** Their commands never take effect. */
    readonly deaf = new Set<string>();
    delayMs = 1500;

    constructor(count: number) {
        super();
        for (let number = 0; number < count; number += 1) {
            const target = {hostUuid: uuid(1_000_000 + Math.floor(number / 10)), serviceUuid: uuid(number)};
            this.things.set(alertKey(target), {
                target,
                hostName: `host${Math.floor(number / 10)}`,
                serviceName: `service${number}`,
                state: 'CRITICAL',
                output: 'down',
                acknowledged: false,
                inDowntime: false,
                flapping: false,
                lastCheck: '',
                activeChecks: true,
                mayEdit: true,
                stateFor: '2h',
                downtimes: [],
            });
        }
    }

    /** As a list of problems has them. */
    objects(): BulkObject[] {
        return [...this.things].map(([key, {hostName, serviceName = ''}]) => ({key, hostName, serviceName}));
    }

    thing(number: number): Thing {
        const found = [...this.things.values()][number];
        if (!found) {
            throw new Error(`there is no object ${number}`);
        }
        return found;
    }

    acknowledgedBy(author: string): number {
        return [...this.things.values()].filter(({acknowledgement}) => acknowledgement?.author === author).length;
    }

    override async sendMany(many: ManyCommands): Promise<void> {
        const commands = 'targets' in many ? many.targets.map((target) => ({target})) : many.commands;
        const fault = this.onSend(this.requests.length);
        this.requests.push({kind: many.kind, keys: commands.map(({target}) => alertKey(target))});
        if (this.away || (fault && !fault.isQueued)) {
            throw this.away ?? fault?.error;
        }
        setTimeout(() => this.apply(many), this.delayMs / 20);
        if (fault) {
            throw fault.error;
        }
    }

    override async readStatuses(targets: readonly TargetIds[]): Promise<ReadonlyMap<string, StatusReading>> {
        this.pages.push(targets.length);
        if (this.away) {
            throw this.away;
        }
        const now = momentAt(Math.floor(this.now() / 1000));
        return new Map(
            targets.flatMap((target): [string, StatusReading][] => {
                const key = alertKey(target);
                const thing = this.things.get(key);
                if (!thing || thing.deleted) {
                    return [[key, 'deleted']];
                }
                const {target: _target, stateFor: _for, downtimes: _downtimes, ...status} = thing;
                return [[key, {...status, checkedAt: now, freshAt: now} satisfies ObjectStatus]];
            }),
        );
    }

    override async readStatus(): Promise<never> {
        throw new Error('an object was read by itself');
    }

    override async readAllDowntimes(): Promise<ReadonlyMap<string, readonly Downtime[]>> {
        return new Map([...this.things.values()].map(({target, downtimes}) => [target.serviceUuid ?? '', downtimes]));
    }

    override readServiceDowntimes(): Promise<ReadonlyMap<string, readonly Downtime[]>> {
        return this.readAllDowntimes();
    }

    override async matching({which, words, host, states}: WantedObjects): Promise<FoundObjects> {
        const objects = [...this.things.values()].filter(
            ({hostName, serviceName = '', acknowledged, state, inDowntime}) =>
                (host === '' || hostName === host) &&
                words.every((word) => `${hostName} ${serviceName}`.includes(word)) &&
                (states.length === 0 || (state !== undefined && states.includes(state))) &&
                (which === 'any' || acknowledged === (which === 'acknowledged')) &&
                !inDowntime,
        );
        return {objects, complete: true};
    }

    private apply(many: ManyCommands): void {
        const at = momentAt(Math.floor(this.now() / 1000));
        const thingOf = (target: TargetIds): Thing | undefined =>
            this.deaf.has(alertKey(target)) ? undefined : this.things.get(alertKey(target));
        if (many.kind === 'remove_acknowledgement') {
            for (const target of many.targets) {
                Object.assign(thingOf(target) ?? {}, {acknowledged: false, acknowledgement: undefined});
            }
        } else if (many.kind === 'recheck') {
            for (const target of many.targets) {
                Object.assign(thingOf(target) ?? {}, {lastCheck: `after ${this.requests.length}`});
            }
        } else if (many.kind === 'acknowledge') {
            for (const {target, author, comment, sticky} of many.commands) {
                Object.assign(thingOf(target) ?? {}, {
                    acknowledged: true,
                    acknowledgement: {author, comment, sticky, at},
                });
            }
        } else {
            for (const [id, {target, author, comment, start, end}] of many.commands.entries()) {
                const thing = thingOf(target);
                thing?.downtimes.push({id: id + 1, author, comment, seconds: end - start, running: true});
                Object.assign(thing ?? {}, {inDowntime: true});
            }
        }
    }
}

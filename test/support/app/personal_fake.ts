import type {MonitoringIdentity} from '../../../server-proxy/src/app/doctor/proof_port';
import type {Connection, KeyVault} from '../../../server-proxy/src/app/people/key_vault';
import type {PersonalPort} from '../../../server-proxy/src/app/people/personal_port';
import {alertKey} from '../../../server-proxy/src/domain/alert/alert_key';
import {AppError} from '../../../server-proxy/src/domain/errors';
import type {FakeMonitoring} from './fakes';

/** Whose key it is, and whether they may edit the one object. */
export type KeyOwner = Partial<MonitoringIdentity> & {readonly mayEdit?: boolean};

/** The fake with a person's own API key; one that it does not know is rejected. */
export const personalFake = (monitoring: FakeMonitoring, apiKey: string): PersonalPort => {
    const owner = (): KeyOwner => {
        const found = monitoring.keys.get(apiKey);
        if (!found || found instanceof AppError) {
            throw found ?? new AppError('openitcockpit_key_rejected', 'The key is rejected.');
        }
        return found;
    };
    const asOwner = async (send: () => Promise<void>): Promise<void> => {
        owner();
        monitoring.keysUsed.push(apiKey);
        await send();
    };
    return {
        acknowledge: (command) => asOwner(() => monitoring.acknowledge(command)),
        removeAcknowledgement: (target) => asOwner(() => monitoring.removeAcknowledgement(target)),
        scheduleDowntime: (command) => asOwner(() => monitoring.scheduleDowntime(command)),
        cancelDowntimes: (target, ids) => asOwner(() => monitoring.cancelDowntimes(target, ids)),
        recheck: (target, hostAndServices) => asOwner(() => monitoring.recheck(target, hostAndServices)),
        sendMany: (many) => asOwner(() => monitoring.sendMany(many)),
        mayEdit: async () => owner().mayEdit ?? true,
        mayEditOf: async (targets) => new Set((owner().mayEdit ?? true) ? targets.map(alertKey) : []),
        whoAmI: async () => {
            const {mayEdit: _mayEdit, ...identity} = owner();
            return {...(await monitoring.whoAmI()), ...identity};
        },
    };
};

/** Keeps keys in memory, as they are. */
export class FakeVault implements KeyVault {
    isReady = true;
    readonly stored = new Map<string, Connection | 'unreadable'>();

    async read(userId: string): Promise<Connection | 'unreadable' | undefined> {
        return this.stored.get(userId);
    }

    async write(userId: string, connection: Connection): Promise<void> {
        this.stored.set(userId, connection);
    }

    async remove(userId: string): Promise<boolean> {
        return this.stored.delete(userId);
    }
}

import {NAMES} from './plan_setup';
import type {ProvisioningPort} from './provisioning_port';

/** @returns UUIDs of our notification commands, as far as openITCOCKPIT has them. @throws AppError `openitcockpit_*` */
export const ownCommands = async (provisioning: Pick<ProvisioningPort, 'findCommand'>): Promise<readonly string[]> => {
    const found = [
        await provisioning.findCommand(NAMES.hostCommand),
        await provisioning.findCommand(NAMES.serviceCommand),
    ];
    return found.flatMap((command) => command?.uuid ?? []);
};

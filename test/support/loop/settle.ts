import {UUID} from '../openitcockpit/recorded_objects';

const OBJECTS = [undefined, UUID.web01Ping, UUID.web01Shop, UUID.web01Disk];

/** The store of a real server outlives the run: no problem of an earlier one may be open. */
export const settle = async (handler: {notify(fields: Record<string, unknown>): Promise<unknown>}): Promise<void> => {
    for (const serviceuuid of OBJECTS) {
        await handler.notify({
            type: serviceuuid ? 'Service' : 'Host',
            notificationtype: 'RECOVERY',
            hostuuid: UUID.web01,
            ...(serviceuuid && {serviceuuid}),
            state: '0',
        });
    }
};

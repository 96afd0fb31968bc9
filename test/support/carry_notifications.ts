import type {Notification} from './openitcockpit/core';
import type {OpenitcockpitDouble} from './openitcockpit/double';

/** The fields our notification command sends: those that the core makes safe, so no comment but an acknowledgement's. */
const fieldsOf = ({object, notificationType, state, output, problemId}: Notification): Record<string, string> => ({
    type: object.kind === 'host' ? 'Host' : 'Service',
    notificationtype: notificationType,
    hostuuid: object.kind === 'host' ? object.uuid : object.host.uuid,
    ...(object.kind === 'host' ? {} : {serviceuuid: object.uuid}),
    state: String(state),
    output,
    problemid: problemId,
});

/** From now on every notification of openITCOCKPIT reaches the handler. @returns ends it */
export const carryNotifications = (
    {world}: OpenitcockpitDouble,
    notify: (fields: Record<string, string>) => Promise<unknown>,
): (() => void) => world.onNotification((notification) => void notify(fieldsOf(notification)).catch(() => undefined));

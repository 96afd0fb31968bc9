import type {Notification} from './openitcockpit/core';
import type {OpenitcockpitDouble} from './openitcockpit/double';

/** The fields our notification command sends, taken from the macros in its command line. */
export const commandFields = ({object, macros}: Notification): Record<string, string> => {
    const isHost = object.kind === 'host';
    const macro = (name: string): string => macros[name.replace('*', isHost ? 'HOST' : 'SERVICE')] ?? '';
    return {
        type: isHost ? 'Host' : 'Service',
        notificationtype: macro('NOTIFICATIONTYPE'),
        hostuuid: macro('HOSTNAME'),
        ...(isHost ? {} : {serviceuuid: macro('SERVICEDESC')}),
        state: macro('*STATEID'),
        output: macro('*OUTPUT'),
        ackauthor: macro('*ACKAUTHOR'),
        ackcomment: macro('*ACKCOMMENT'),
        problemid: macro('*PROBLEMID'),
        lastproblemid: macro('LAST*PROBLEMID'),
        laststatechange: macro('LAST*STATECHANGE'),
        time: macro('TIMET'),
    };
};

/** Sends every notification of openITCOCKPIT to the handler. @returns stops doing so */
export const carryNotifications = (
    {world}: OpenitcockpitDouble,
    notify: (fields: Record<string, string>) => Promise<unknown>,
): (() => void) =>
    world.onNotification((notification) => void notify(commandFields(notification)).catch(() => undefined));

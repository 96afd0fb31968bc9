type Saved = Readonly<Record<string, unknown>>;

/** Rights for one purpose, as openITCOCKPIT's role editor spells them. */
export interface RightsFor {
    /** Message id of what they are for. */
    readonly purpose: string;
    readonly rights: readonly string[];
}

/** What notified whom is asked for after a gap, unless every problem is posted or none is. */
const readsSent = ({alertsfrom, tellmissed}: Saved): boolean =>
    alertsfrom !== 'off' && (alertsfrom !== 'everything' || tellmissed === true || tellmissed === 'true');

/** A flag that was never saved has its default: on. */
const isOn = (value: unknown): boolean => value !== false && value !== 'false';

/** @param saved our settings by their keys in lower case @returns what the role of the key's user needs for them */
export const neededRights = (saved: Saved): readonly RightsFor[] => [
    {purpose: 'openitcockpit.rights.read', rights: ['Hosts › browser', 'Services › browser']},
    {purpose: 'openitcockpit.rights.find', rights: ['Hosts › index', 'Services › index']},
    ...(readsSent(saved) ? [{purpose: 'openitcockpit.rights.sent', rights: ['Notifications › index']}] : []),
    ...(saved.eventstreamurl && saved.notificationtoken
        ? [{purpose: 'openitcockpit.rights.commands', rights: ['Commands › index']}]
        : []),
    ...(isOn(saved.enabletwoway)
        ? [
              {
                  purpose: 'openitcockpit.rights.act',
                  rights: ['NagiosModule › Cmd › submit', 'Downtimes › host', 'Downtimes › service'],
              },
          ]
        : []),
    ...(saved.actionpolicy === 'mapped' ? [{purpose: 'openitcockpit.rights.map', rights: ['Users › index']}] : []),
];

/** @returns whether the key's user needs write access to the hosts' containers */
export const needsWriteAccess = ({enabletwoway}: Saved): boolean => isOn(enabletwoway);

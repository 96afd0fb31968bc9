import type {subscriptions as en} from '../en/subscriptions';

export const subscriptions: typeof en = {
    changedMeanwhile: (who) =>
        `${who} hat dieses Abonnement inzwischen geändert: Es wurde nichts gespeichert. Öffnen Sie es erneut, um den aktuellen Stand zu sehen.`,
    removedMeanwhile: 'Dieses Abonnement wurde inzwischen entfernt: Es wurde nichts gespeichert.',
    fromFile:
        'Die Abonnements stehen in der Datei, die SUBSCRIPTIONS_FILE nennt: Ändern Sie sie dort und starten Sie den Dienst neu.',
};

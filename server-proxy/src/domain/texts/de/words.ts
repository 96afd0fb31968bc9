import type {words as en} from '../en/words';

export const words: typeof en = {
    saved: 'openITCOCKPIT zeigt diese Worte jetzt als Kommentar der Bestätigung.',
    failed: 'Diese Worte wurden nicht in openITCOCKPIT gespeichert',
    notAcknowledged:
        'In openITCOCKPIT lässt sich nur der Kommentar einer Bestätigung speichern, und dieses Problem ist nicht bestätigt.',
    notBelowAlert: 'In openITCOCKPIT lassen sich nur Antworten unter dem Beitrag eines Alarms speichern.',
    nothingSaid: 'In dieser Antwort stehen keine Worte einer Person, die sich in openITCOCKPIT speichern ließen.',
    notSeen: (seconds) => `openITCOCKPIT hat den Kommentar angenommen, zeigte aber nach ${seconds} s noch den alten.`,
};

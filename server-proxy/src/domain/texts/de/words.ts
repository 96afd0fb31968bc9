import type {words as en} from '../en/words';

export const words: typeof en = {
    saved: 'openITCOCKPIT zeigt diesen Text jetzt als Kommentar der Bestätigung.',
    failed: 'Dieser Text wurde nicht in openITCOCKPIT gespeichert',
    notAcknowledged:
        'In openITCOCKPIT lässt sich nur der Kommentar einer Bestätigung speichern, und dieses Problem ist nicht bestätigt.',
    notBelowAlert: 'In openITCOCKPIT lassen sich nur Antworten unter dem Beitrag eines Alarms speichern.',
    nothingSaid: 'Diese Antwort enthält keinen Text einer Person, der sich in openITCOCKPIT speichern ließe.',
    onlyInThread:
        'Bitte im Thread eines Alarms eingeben: `/openitcockpit save` speichert dort Ihre neueste Antwort in openITCOCKPIT, `/openitcockpit save Platte getauscht` diesen Text.',
    noReply:
        'Sie haben in diesem Thread noch nichts geantwortet: Bitte eine Antwort schreiben oder den Text hinter `/openitcockpit save` eingeben.',
    nothingTyped: 'Dieser Text enthält keine sichtbaren Zeichen und wurde daher nicht in openITCOCKPIT gespeichert.',
    saving: (comment) => `Wird in openITCOCKPIT gespeichert: ${comment}`,
    command: {
        help: 'im Thread eines bestätigten Problems: Ihre neueste Antwort oder der Text wird dessen Kommentar',
        hint: '[Text]',
        argument: 'Der Kommentar; leer lassen für Ihre neueste Antwort in diesem Thread',
    },
    notSeen: (seconds) => `openITCOCKPIT hat den Kommentar angenommen, zeigte aber nach ${seconds} s noch den alten.`,
    goesOn: 'Das Speichern läuft noch; das Ergebnis erscheint im Thread.',
};

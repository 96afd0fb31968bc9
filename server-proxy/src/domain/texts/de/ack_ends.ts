import type {ackEnds as en} from '../en/ack_ends';

export const ackEnds: typeof en = {
    lasts: 'Gilt',
    recovers: 'bis das Problem behoben ist',
    untilTime: 'Oder bis',
    untilTimeHelp: (zone) =>
        `Nur, wenn sie zu einer anderen Zeit als oben gewählt enden soll. Zeiten gelten in ${zone}, Ihrer Zeitzone in Mattermost.`,
    untilTimePlaceholder: '16:00, 31.12.2026 16:00 oder 90m',
    lengthNotOffered: 'Bitte eine Dauer aus der Liste wählen oder ein Ende angeben.',
    notUnderstood: 'Das ist keine gültige Zeit: Bitte wie 16:00, 31.12.2026 16:00 oder 90m schreiben.',
    inPast: 'Dieses Ende liegt in der Vergangenheit.',
    tooFar: (days) => `Eine Bestätigung darf höchstens ${days} Tage gelten.`,
    overBeforeSent: 'Das gewünschte Ende war vorbei, bevor sie gesendet werden konnte.',
    until: (when) => `bis ${when}`,
    notEndedTitle: 'Nicht beendet',
    ended: (who) => `Die Bestätigung von ${who} ist abgelaufen: Um dieses Problem kümmert sich jetzt niemand.`,
    notEnded: (who, reason) =>
        `Die Bestätigung von ${who} ist abgelaufen, steht aber noch in openITCOCKPIT. ${reason} Alle hier können *Bestätigung entfernen* anklicken.`,
    tryingAgain: (who, reason) =>
        `Die Bestätigung von ${who} ist abgelaufen, steht aber noch in openITCOCKPIT. ${reason} Es wird erneut versucht.`,
    extended: (who, until) => `${who} hat die Bestätigung bis ${until} verlängert.`,
    ask: (subject, until) => `Ihre Bestätigung von ${subject} endet: ${until}.`,
    askWhat:
        'Besteht das Problem dann noch, wird die Bestätigung entfernt, und das Problem gilt wieder als unbehandelt.',
    comment: (comment) => `Ihr Kommentar: ${comment}`,
    extend: (by) => `Um ${by} verlängern`,
    release: 'Jetzt freigeben',
    answer: {
        extended: (until) => `Von Ihnen verlängert bis ${until}.`,
        released: 'Von Ihnen freigegeben.',
        ended: 'Sie ist abgelaufen.',
        recovered: 'Es gibt nichts mehr zu entscheiden: Das Problem ist vorbei.',
        elsewhere: 'Es gibt nichts mehr zu entscheiden: Die Bestätigung wurde inzwischen entfernt oder ersetzt.',
    },
    tooLate: 'Es gibt nichts mehr zu entscheiden; warum, steht in dieser Nachricht.',
    notYours: 'Diese Frage wurde jemand anderem gestellt.',
    oldWord: 'alt',
    none: 'Nichts ist bestätigt.',
    noneLike: (filter) => `Nichts Bestätigtes passt zu „${filter}“.`,
    count: (count) => `${count} ${count === 1 ? 'bestätigtes Problem' : 'bestätigte Probleme'}`,
    countOld: (count, days) => `${count} davon älter als ${days} ${days === 1 ? 'Tag' : 'Tage'}`,
    since: (when, ago) => `seit ${when} (${ago})`,
    inOpenitcockpit: 'in openITCOCKPIT bestätigt',
};

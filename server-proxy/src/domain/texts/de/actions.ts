import {CHOICE} from '#contract';
import type {actions as en} from '../en/actions';

export const actions: typeof en = {
    more: 'Mehr…',
    choice: {
        [CHOICE.scheduleDowntime]: 'Wartungszeit planen…',
        [CHOICE.cancelDowntime]: 'Wartungszeit abbrechen…',
        [CHOICE.recheck]: 'Jetzt erneut prüfen',
        [CHOICE.recheckAll]: 'Host und Services erneut prüfen',
        [CHOICE.graph]: 'Graph zeigen',
    },
    underWay: 'In Bearbeitung',
    downtimeTitle: 'Wartungszeit planen',
    downtimeIntro: (subject) => `**${subject}**`,
    length: 'Dauer',
    start: 'Beginn',
    startHelp: (zone) => `Leer lassen, um jetzt zu beginnen. Zeiten gelten in ${zone}, Ihrer Zeitzone in Mattermost.`,
    startPlaceholder: '14:30 oder 31.12.2026 14:30',
    end: 'Ende',
    endHelp: 'Nur, wenn die Wartungszeit nicht nach der oben gewählten Dauer enden soll.',
    endPlaceholder: '16:00, 31.12.2026 16:00 oder 90m',
    downtimeCommentPlaceholder: 'Was wird gemacht?',
    downtimeServices: 'Host und Services',
    downtimeServicesHelp: 'Auch für alle Services dieses Hosts gilt die Wartungszeit.',
    downtimeSubmit: 'Planen',
    downtimeWord: 'Wartungszeit',
    cancelTitle: 'Wartungszeit abbrechen',
    cancelIntro: (subject) => `**${subject}**\n\nBeendet die laufende Wartungszeit, wer auch immer sie geplant hat.`,
    cancelHostIntro: (subject) =>
        `**${subject}**\n\nBeendet die laufende Wartungszeit des Hosts, wer auch immer sie geplant hat, und die Wartungszeiten seiner Services mit demselben Beginn und Ende.`,
    runningUntil: (until, what) => `Läuft: bis ${until}, ${what}`,
    runningElsewhere: 'Läuft: in openITCOCKPIT geplant',
    plannedFrom: (from, until, what) => `Geplant: von ${from} bis ${until}, ${what}`,
    planned: 'Geplante Wartungszeiten',
    plannedHelp: 'Auch Wartungszeiten abbrechen, die noch nicht begonnen haben.',
    cancelSubmit: 'Wartungszeit abbrechen',
    timeNotUnderstood: 'Das ist keine gültige Zeit: Bitte wie 14:30 oder 31.12.2026 14:30 schreiben.',
    lengthNotOffered: 'Bitte eine Dauer aus der Liste wählen oder ein Ende angeben.',
    endBeforeStart: 'Das Ende muss nach dem Beginn liegen.',
    startInPast: 'Der Beginn liegt in der Vergangenheit. Leer lassen, um jetzt zu beginnen.',
    tooFarAhead: (days) => `Der Beginn darf höchstens ${days} Tage in der Zukunft liegen.`,
    tooLong: (days) => `Eine Wartungszeit darf höchstens ${days} Tage dauern.`,
    choiceNotOffered: 'Diese Auswahl bietet der Beitrag nicht an.',
    problemOver: 'Dieses Problem ist vorbei; bitte den neuesten Beitrag zum Host oder Service verwenden.',
    alreadyInDowntime: 'Bereits in einer Wartungszeit. Brechen Sie diese zuerst ab, um eine andere zu planen.',
    notInDowntime: 'Es gibt keine Wartungszeit, die abgebrochen werden könnte.',
    downtimeNotListed:
        'openITCOCKPIT führt diese Wartungszeit noch nicht auf; bitte versuchen Sie es gleich noch einmal.',
    noActiveChecks:
        'openITCOCKPIT prüft dieses Objekt nicht aktiv, deshalb lässt sich von hier aus keine Prüfung auslösen.',
    inDowntimeUntil: (when) => `in Wartungszeit bis ${when}`,
    downtimePlanned: (from, until) => `Wartungszeit von ${from} bis ${until}`,
    under: {
        schedule_downtime: (who) => `Wartungszeit wird für ${who} geplant…`,
        cancel_downtime: (who) => `Wartungszeit wird für ${who} abgebrochen…`,
        recheck: (who) => `wird für ${who} erneut geprüft…`,
    },
    recheckWaits: (who, seconds) => `wird für ${who} erneut geprüft: in ${seconds} s…`,
    downtimeScheduled: (who, from, until, comment) =>
        `${who} hat eine Wartungszeit von ${from} bis ${until} geplant: ${comment}`,
    downtimeStarted: (who, until, comment) => `${who} hat eine Wartungszeit bis ${until} begonnen: ${comment}`,
    servicesMissing: (missing, all, names, others) =>
        `${missing} von ${all} Services ${missing === 1 ? 'zeigt' : 'zeigen'} sie nicht an: ${names.join(', ')}${others > 0 ? ` und ${others} weitere` : ''}.`,
    servicesStillAcknowledged: (missing, all, names, others) =>
        `${missing} von ${all} Services ${missing === 1 ? 'ist' : 'sind'} noch bestätigt: ${names.join(', ')}${others > 0 ? ` und ${others} weitere` : ''}.`,
    removedOnHostOnly: (sentence) => `openITCOCKPIT hat die Bestätigung des Hosts entfernt, aber ${sentence}`,
    onHostOnly: (sentence) => `openITCOCKPIT hat sie für den Host übernommen, aber ${sentence}`,
    downtimeConfirmed: 'openITCOCKPIT hat Ihre Wartungszeit übernommen.',
    downtimeOver: 'Ihr Ende liegt bereits in der Vergangenheit.',
    downtimeFailed: 'Ihre Wartungszeit wurde nicht geplant',
    cancelFailed: 'Die Wartungszeit wurde nicht abgebrochen',
    recheckFailed: 'Nicht erneut geprüft',
    downtimeNotSeen: (seconds) =>
        `openITCOCKPIT hat die Wartungszeit angenommen, zeigt sie aber nach ${seconds} s noch nicht an: Prüfen Sie, ob Befehlswarteschlange und Monitoring-Kern laufen, und versuchen Sie es erneut.`,
    downtimeCancelled: (who) => `${who} hat die Wartungszeit abgebrochen.`,
    downtimesCancelled: (who, running, planned) => {
        const some = (count: number, kind: string) =>
            count === 1 ? `die ${kind} Wartungszeit` : `${count} ${kind} Wartungszeiten`;
        const parts = [running > 0 ? some(running, 'laufende') : '', planned > 0 ? some(planned, 'geplante') : ''];
        return `${who} hat ${parts.filter(Boolean).join(' und ')} abgebrochen.`;
    },
    cancelConfirmed: 'Die Wartungszeit ist in openITCOCKPIT abgebrochen.',
    cancelNotSeen: (seconds) =>
        `openITCOCKPIT hat die Wartungszeit nicht innerhalb von ${seconds} s beendet; sie besteht weiter.`,
    rechecked: (who, state) => `Für ${who} erneut geprüft: weiterhin ${state}`,
    recheckedChanged: (who, before, after) => `Für ${who} erneut geprüft: ${before} → ${after}`,
    recheckNotSeen: (seconds) =>
        `openITCOCKPIT hat die Prüfung angenommen, zeigt aber nach ${seconds} s noch kein neues Ergebnis an: Vielleicht läuft sie noch.`,
};

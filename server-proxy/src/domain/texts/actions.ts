import {CHOICE, type Choice} from '#contract';
import type {Language} from './texts';

/** Words of downtimes and checks: dialogs, what is refused, what came of it. */
export interface ActionTexts {
    readonly more: string;
    readonly choice: Readonly<Record<Choice, string>>;
    readonly underWay: string;
    readonly downtimeTitle: string;
    readonly downtimeIntro: (subject: string) => string;
    readonly length: string;
    readonly start: string;
    readonly startHelp: (zone: string) => string;
    readonly startPlaceholder: string;
    readonly end: string;
    readonly endHelp: string;
    readonly endPlaceholder: string;
    readonly downtimeCommentPlaceholder: string;
    readonly downtimeServices: string;
    readonly downtimeServicesHelp: string;
    readonly downtimeSubmit: string;
    /** Comment of a downtime nobody commented. */
    readonly downtimeWord: string;
    readonly cancelTitle: string;
    readonly cancelIntro: (subject: string) => string;
    readonly cancelHostIntro: (subject: string) => string;
    readonly planned: string;
    readonly plannedHelp: string;
    readonly cancelSubmit: string;
    readonly timeNotUnderstood: string;
    readonly lengthNotOffered: string;
    readonly endBeforeStart: string;
    readonly startInPast: string;
    readonly tooFarAhead: (days: number) => string;
    readonly tooLong: (days: number) => string;
    readonly choiceNotOffered: string;
    readonly problemOver: string;
    readonly alreadyInDowntime: string;
    readonly notInDowntime: string;
    readonly downtimeNotListed: string;
    readonly noActiveChecks: string;
    readonly inDowntimeUntil: (when: string) => string;
    readonly downtimePlanned: (from: string, until: string) => string;
    readonly under: Readonly<Record<'schedule_downtime' | 'cancel_downtime' | 'recheck', (who: string) => string>>;
    readonly downtimeScheduled: (who: string, from: string, until: string, comment: string) => string;
    readonly downtimeStarted: (who: string, until: string, comment: string) => string;
    readonly downtimeConfirmed: string;
    readonly downtimeOver: string;
    readonly downtimeFailed: string;
    readonly cancelFailed: string;
    readonly recheckFailed: string;
    readonly downtimeNotSeen: (seconds: number) => string;
    readonly downtimeCancelled: (who: string) => string;
    readonly cancelConfirmed: string;
    readonly cancelNotSeen: (seconds: number) => string;
    readonly rechecked: (who: string, state: string) => string;
    readonly recheckedChanged: (who: string, before: string, after: string) => string;
    readonly recheckNotSeen: (seconds: number) => string;
}

const en: ActionTexts = {
    more: 'More…',
    choice: {
        [CHOICE.scheduleDowntime]: 'Schedule downtime…',
        [CHOICE.cancelDowntime]: 'Cancel downtime…',
        [CHOICE.recheck]: 'Recheck now',
        [CHOICE.recheckAll]: 'Recheck host and services',
    },
    underWay: 'Under way',
    downtimeTitle: 'Schedule downtime',
    downtimeIntro: (subject) => `**${subject}**`,
    length: 'Length',
    start: 'Start',
    startHelp: (zone) => `Empty: now. Times are those of ${zone}, your time zone in Mattermost.`,
    startPlaceholder: '14:30 or 2026-12-31 14:30',
    end: 'End',
    endHelp: 'Only if it is not to end after the length above.',
    endPlaceholder: '16:00, 2026-12-31 16:00 or 90m',
    downtimeCommentPlaceholder: 'What is being done?',
    downtimeServices: 'Host and services',
    downtimeServicesHelp: 'All services of this host go into downtime as well.',
    downtimeSubmit: 'Schedule',
    downtimeWord: 'Downtime',
    cancelTitle: 'Cancel downtime',
    cancelIntro: (subject) => `**${subject}**\n\nEnds the downtime that runs now, whoever scheduled it.`,
    cancelHostIntro: (subject) =>
        `**${subject}**\n\nEnds the downtime of the host that runs now, whoever scheduled it, and the downtimes of its services with the same times.`,
    planned: 'Planned downtimes',
    plannedHelp: 'Also cancel the downtimes that have not begun yet.',
    cancelSubmit: 'Cancel downtime',
    timeNotUnderstood: 'This time is not understood. Write it like 14:30 or 2026-12-31 14:30.',
    lengthNotOffered: 'Choose one of the lengths, or write an end.',
    endBeforeStart: 'The end must come after the start.',
    startInPast: 'The start is in the past. Leave it empty to begin now.',
    tooFarAhead: (days) => `The start may be at most ${days} days ahead.`,
    tooLong: (days) => `A downtime may last at most ${days} days.`,
    choiceNotOffered: 'This choice is not among those of the post.',
    problemOver: 'This problem is over; please use the newest post of the host or service.',
    alreadyInDowntime: 'Already in downtime. Cancel that one first to schedule another.',
    notInDowntime: 'There is no downtime to cancel.',
    downtimeNotListed: 'openITCOCKPIT does not list this downtime yet; please try again in a moment.',
    noActiveChecks: 'openITCOCKPIT does not check this object actively, so it cannot be rechecked from here.',
    inDowntimeUntil: (when) => `in downtime until ${when}`,
    downtimePlanned: (from, until) => `downtime from ${from} until ${until}`,
    under: {
        schedule_downtime: (who) => `downtime is being scheduled for ${who}…`,
        cancel_downtime: (who) => `downtime is being cancelled for ${who}…`,
        recheck: (who) => `being rechecked for ${who}…`,
    },
    downtimeScheduled: (who, from, until, comment) =>
        `${who} scheduled a downtime from ${from} until ${until}: ${comment}`,
    downtimeStarted: (who, until, comment) => `${who} put it into downtime until ${until}: ${comment}`,
    downtimeConfirmed: 'openITCOCKPIT confirmed your downtime.',
    downtimeOver: 'Its end has passed.',
    downtimeFailed: 'Your downtime was not scheduled',
    cancelFailed: 'The downtime was not cancelled',
    recheckFailed: 'Not rechecked',
    downtimeNotSeen: (seconds) =>
        `openITCOCKPIT took the downtime but did not show it within ${seconds} s: check that its command queue and monitoring core are running, then try again.`,
    downtimeCancelled: (who) => `${who} cancelled the downtime.`,
    cancelConfirmed: 'openITCOCKPIT confirmed that the downtime is cancelled.',
    cancelNotSeen: (seconds) =>
        `openITCOCKPIT did not show the end of the downtime within ${seconds} s; it is still there.`,
    rechecked: (who, state) => `Rechecked for ${who}: still ${state}`,
    recheckedChanged: (who, before, after) => `Rechecked for ${who}: ${before} → ${after}`,
    recheckNotSeen: (seconds) =>
        `openITCOCKPIT took the recheck but showed no new result within ${seconds} s: the check may still be running.`,
};

const de: ActionTexts = {
    more: 'Mehr…',
    choice: {
        [CHOICE.scheduleDowntime]: 'Wartung planen…',
        [CHOICE.cancelDowntime]: 'Wartung abbrechen…',
        [CHOICE.recheck]: 'Jetzt prüfen',
        [CHOICE.recheckAll]: 'Host und Services prüfen',
    },
    underWay: 'In Arbeit',
    downtimeTitle: 'Wartung planen',
    downtimeIntro: (subject) => `**${subject}**`,
    length: 'Dauer',
    start: 'Beginn',
    startHelp: (zone) => `Leer: jetzt. Zeiten gelten in ${zone}, Ihrer Zeitzone in Mattermost.`,
    startPlaceholder: '14:30 oder 31.12.2026 14:30',
    end: 'Ende',
    endHelp: 'Nur, wenn die Wartung nicht nach der Dauer oben enden soll.',
    endPlaceholder: '16:00, 31.12.2026 16:00 oder 90m',
    downtimeCommentPlaceholder: 'Was wird gemacht?',
    downtimeServices: 'Host und Services',
    downtimeServicesHelp: 'Auch alle Services dieses Hosts gehen in Wartung.',
    downtimeSubmit: 'Planen',
    downtimeWord: 'Wartung',
    cancelTitle: 'Wartung abbrechen',
    cancelIntro: (subject) => `**${subject}**\n\nBeendet die laufende Wartung, wer auch immer sie geplant hat.`,
    cancelHostIntro: (subject) =>
        `**${subject}**\n\nBeendet die laufende Wartung des Hosts, wer auch immer sie geplant hat, und die seiner Services mit denselben Zeiten.`,
    planned: 'Geplante Wartungen',
    plannedHelp: 'Auch die Wartungen abbrechen, die noch nicht begonnen haben.',
    cancelSubmit: 'Wartung abbrechen',
    timeNotUnderstood: 'Diese Zeit ist nicht zu verstehen. Bitte wie 14:30 oder 31.12.2026 14:30 schreiben.',
    lengthNotOffered: 'Bitte eine der Dauern wählen oder ein Ende angeben.',
    endBeforeStart: 'Das Ende muss nach dem Beginn liegen.',
    startInPast: 'Der Beginn liegt in der Vergangenheit. Leer lassen, um jetzt zu beginnen.',
    tooFarAhead: (days) => `Der Beginn darf höchstens ${days} Tage voraus liegen.`,
    tooLong: (days) => `Eine Wartung darf höchstens ${days} Tage dauern.`,
    choiceNotOffered: 'Diese Wahl bietet der Beitrag nicht an.',
    problemOver: 'Dieses Problem ist vorbei; bitte den neuesten Beitrag des Hosts oder Services benutzen.',
    alreadyInDowntime: 'Bereits in Wartung. Brechen Sie diese zuerst ab, um eine andere zu planen.',
    notInDowntime: 'Es gibt keine Wartung, die abgebrochen werden könnte.',
    downtimeNotListed: 'openITCOCKPIT führt diese Wartung noch nicht auf; bitte versuchen Sie es gleich noch einmal.',
    noActiveChecks: 'openITCOCKPIT prüft dieses Objekt nicht aktiv, es lässt sich von hier aus nicht prüfen.',
    inDowntimeUntil: (when) => `in Wartung bis ${when}`,
    downtimePlanned: (from, until) => `Wartung von ${from} bis ${until}`,
    under: {
        schedule_downtime: (who) => `Wartung wird für ${who} geplant…`,
        cancel_downtime: (who) => `Wartung wird für ${who} abgebrochen…`,
        recheck: (who) => `wird für ${who} geprüft…`,
    },
    downtimeScheduled: (who, from, until, comment) =>
        `${who} hat eine Wartung von ${from} bis ${until} geplant: ${comment}`,
    downtimeStarted: (who, until, comment) => `${who} hat eine Wartung bis ${until} begonnen: ${comment}`,
    downtimeConfirmed: 'openITCOCKPIT hat Ihre Wartung bestätigt.',
    downtimeOver: 'Ihr Ende ist vorbei.',
    downtimeFailed: 'Ihre Wartung ist nicht geplant',
    cancelFailed: 'Die Wartung ist nicht abgebrochen',
    recheckFailed: 'Nicht geprüft',
    downtimeNotSeen: (seconds) =>
        `openITCOCKPIT hat die Wartung angenommen, sie aber nicht innerhalb von ${seconds} s gezeigt: Prüfen Sie, ob Befehlswarteschlange und Monitoring-Kern laufen, und versuchen Sie es erneut.`,
    downtimeCancelled: (who) => `${who} hat die Wartung abgebrochen.`,
    cancelConfirmed: 'openITCOCKPIT hat bestätigt, dass die Wartung abgebrochen ist.',
    cancelNotSeen: (seconds) =>
        `openITCOCKPIT hat das Ende der Wartung nicht innerhalb von ${seconds} s gezeigt; sie besteht weiter.`,
    rechecked: (who, state) => `Für ${who} geprüft: weiterhin ${state}`,
    recheckedChanged: (who, before, after) => `Für ${who} geprüft: ${before} → ${after}`,
    recheckNotSeen: (seconds) =>
        `openITCOCKPIT hat die Prüfung angenommen, aber innerhalb von ${seconds} s kein neues Ergebnis gezeigt: Sie läuft vielleicht noch.`,
};

export const actionTextsOf = (language: Language): ActionTexts => (language === 'de' ? de : en);

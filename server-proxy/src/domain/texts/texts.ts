import type {ActionKind} from '../action/pending_action';

/** Words of the posts, dialogs and answers, in the language of the setting Language. */
export interface Texts {
    readonly language: Language;
    readonly on: string;
    readonly host: string;
    readonly service: string;
    readonly since: string;
    readonly output: string;
    readonly noOutput: string;
    readonly acknowledgedBy: string;
    readonly comment: string;
    readonly notConfirmed: string;
    readonly notSent: string;
    readonly inDowntime: string;
    readonly flapping: string;
    readonly acknowledge: string;
    readonly quickReason: string;
    readonly retry: string;
    readonly removeAcknowledgement: string;
    readonly acknowledging: (who: string) => string;
    readonly acknowledged: (who: string, comment: string) => string;
    readonly removed: (who: string) => string;
    readonly recoveredAfter: (duration: string) => string;
    readonly superseded: string;
    readonly removedElsewhere: (who: string) => string;
    readonly recoveredByMistake: (state: string) => string;
    readonly gone: Readonly<Record<'deleted' | 'unmonitored', string>>;
    readonly info: Readonly<Record<string, (subject: string) => string>>;
    readonly dialogTitle: string;
    readonly dialogIntro: (subject: string) => string;
    readonly commentHelp: string;
    readonly commentPlaceholder: string;
    readonly sticky: string;
    readonly stickyHelp: string;
    readonly notify: string;
    readonly notifyHelp: string;
    readonly hostAndServices: string;
    readonly hostAndServicesHelp: string;
    readonly submit: string;
    readonly commentMissing: string;
    readonly commentTooShort: (min: number) => string;
    readonly alreadyAcknowledged: (who: string) => string;
    readonly alreadyAcknowledging: (who: string) => string;
    /** Somebody asked for the same thing, and it is not done yet. */
    readonly alreadyAsked: (who: string) => string;
    readonly alreadyRecovered: string;
    readonly notAcknowledged: string;
    readonly replacedByNewer: string;
    readonly twoWayOff: string;
    readonly confirmedToYou: string;
    readonly removalQueued: string;
    readonly removalConfirmed: string;
    readonly removalNotConfirmed: (seconds: number) => string;
    readonly notSeenInTime: (seconds: number) => string;
    readonly changedMeanwhile: string;
    readonly notEditable: (object: string) => string;
    readonly notMonitored: string;
    readonly recoveredMeanwhile: string;
    readonly acknowledgedElsewhere: (who: string) => string;
    /** `your acknowledgement` … */
    readonly yours: Readonly<Record<ActionKind, string>>;
    readonly queuedTitle: string;
    readonly queued: (yours: string) => string;
    readonly notSentInTime: (minutes: number) => string;
    readonly perhapsSent: (minutes: number) => string;
    readonly replaced: (yours: string) => string;
    readonly unknownAction: (kind: string) => string;
}

const en: Texts = {
    language: 'en',
    on: 'on',
    host: 'Host',
    service: 'Service',
    since: 'Since',
    output: 'Output',
    noOutput: '(no output)',
    acknowledgedBy: 'Acknowledged by',
    comment: 'Comment',
    notConfirmed: 'Not confirmed',
    notSent: 'Not sent',
    inDowntime: 'in downtime',
    flapping: 'flapping',
    acknowledge: 'Acknowledge',
    quickReason: 'Quick reason…',
    retry: 'Retry',
    removeAcknowledgement: 'Remove acknowledgement',
    acknowledging: (who) => `acknowledging for ${who}…`,
    acknowledged: (who, comment) => `acknowledged by ${who}: ${comment}`,
    removed: (who) => `${who} removed the acknowledgement.`,
    recoveredAfter: (duration) => `recovered after ${duration}`,
    superseded: 'over; a newer post shows the next problem',
    removedElsewhere: (who) => `The acknowledgement by ${who} was removed in openITCOCKPIT.`,
    recoveredByMistake: (state) => `${state} again; it was shown as recovered by mistake`,
    gone: {
        deleted: 'closed: it was deleted in openITCOCKPIT',
        unmonitored: 'closed: openITCOCKPIT does not monitor it any more',
    },
    info: {
        FLAPPINGSTART: (subject) => `${subject} started flapping`,
        FLAPPINGSTOP: (subject) => `${subject} stopped flapping`,
        FLAPPINGDISABLED: (subject) => `Flap detection disabled for ${subject}`,
        DOWNTIMESTART: (subject) => `Downtime started for ${subject}`,
        DOWNTIMEEND: (subject) => `Downtime ended for ${subject}`,
        DOWNTIMECANCELLED: (subject) => `Downtime cancelled for ${subject}`,
        ACKNOWLEDGEMENT: (subject) => `Acknowledgement for ${subject}`,
        CUSTOM: (subject) => `Notification about ${subject}`,
    },
    dialogTitle: 'Acknowledge',
    dialogIntro: (subject) => `**${subject}**`,
    commentHelp: 'Stored in openITCOCKPIT with your name.',
    commentPlaceholder: 'What are you doing about it?',
    sticky: 'Sticky',
    stickyHelp: 'Keep the acknowledgement until the problem has recovered, even when its state changes.',
    notify: 'Notify contacts',
    notifyHelp: 'openITCOCKPIT also sends an acknowledgement notification to the contacts.',
    hostAndServices: 'Host and services',
    hostAndServicesHelp: 'Also acknowledge every service of this host that has a problem now.',
    submit: 'Acknowledge',
    commentMissing: 'Please say what you are doing about it.',
    commentTooShort: (min) => `Please write at least ${min} characters.`,
    alreadyAcknowledged: (who) => `Already acknowledged by ${who}.`,
    alreadyAcknowledging: (who) => `${who} is already acknowledging this problem.`,
    alreadyAsked: (who) => `${who} has already asked for this; it is not done yet.`,
    alreadyRecovered: 'This problem has already recovered; there is nothing to acknowledge.',
    notAcknowledged: 'This problem is not acknowledged, so there is nothing to remove.',
    replacedByNewer: 'A newer post shows this alert; please use that one.',
    twoWayOff: 'Acknowledging from Mattermost is switched off (setting Enable two-way integration).',
    confirmedToYou: 'openITCOCKPIT confirmed your acknowledgement.',
    removalQueued: 'Removing the acknowledgement…',
    removalConfirmed: 'openITCOCKPIT confirmed that the acknowledgement is removed.',
    removalNotConfirmed: (seconds) =>
        `openITCOCKPIT did not show the removal within ${seconds} s; the acknowledgement is still there.`,
    changedMeanwhile: 'Something changed in openITCOCKPIT in the meantime; please look at the post again.',
    notSeenInTime: (seconds) =>
        `openITCOCKPIT took the acknowledgement but did not show it within ${seconds} s: check that its command queue and monitoring core are running, then retry.`,
    notEditable: (object) =>
        `The API key's user may read ${object} but not edit it: give it write permission on the host's container in openITCOCKPIT.`,
    notMonitored: 'openITCOCKPIT does not monitor this object (not exported, or deleted).',
    recoveredMeanwhile: 'The problem recovered before the acknowledgement took effect.',
    acknowledgedElsewhere: (who) => `Already acknowledged in openITCOCKPIT by ${who}.`,
    yours: {
        acknowledge: 'your acknowledgement',
        remove_acknowledgement: 'your removal of the acknowledgement',
        schedule_downtime: 'your downtime',
        cancel_downtime: 'your cancellation of the downtime',
        recheck: 'your recheck',
    },
    queuedTitle: 'Queued',
    queued: (yours) => `openITCOCKPIT is unreachable, ${yours} is queued`,
    notSentInTime: (minutes) => `openITCOCKPIT could not be reached for ${minutes} minutes.`,
    perhapsSent: (minutes) =>
        `The command may have reached openITCOCKPIT, but for ${minutes} minutes nothing showed that it did: look there before you retry.`,
    replaced: (yours) => `A newer post shows this alert now; ${yours} was not carried out on the old one.`,
    unknownAction: (kind) => `This version does not know the action "${kind}": a newer one was running before.`,
};

const de: Texts = {
    language: 'de',
    on: 'auf',
    host: 'Host',
    service: 'Service',
    since: 'Seit',
    output: 'Ausgabe',
    noOutput: '(keine Ausgabe)',
    acknowledgedBy: 'Bestätigt von',
    comment: 'Kommentar',
    notConfirmed: 'Nicht bestätigt',
    notSent: 'Nicht gesendet',
    inDowntime: 'in Wartung',
    flapping: 'Flapping',
    acknowledge: 'Bestätigen',
    quickReason: 'Schnellgrund…',
    retry: 'Erneut versuchen',
    removeAcknowledgement: 'Bestätigung entfernen',
    acknowledging: (who) => `wird für ${who} bestätigt…`,
    acknowledged: (who, comment) => `bestätigt von ${who}: ${comment}`,
    removed: (who) => `${who} hat die Bestätigung entfernt.`,
    recoveredAfter: (duration) => `behoben nach ${duration}`,
    superseded: 'vorbei; ein neuerer Beitrag zeigt das nächste Problem',
    removedElsewhere: (who) => `Die Bestätigung von ${who} wurde in openITCOCKPIT entfernt.`,
    recoveredByMistake: (state) => `Weiterhin ${state}; die Entwarnung in diesem Beitrag war ein Irrtum`,
    gone: {
        deleted: 'geschlossen: in openITCOCKPIT gelöscht',
        unmonitored: 'geschlossen: wird von openITCOCKPIT nicht mehr überwacht',
    },
    info: {
        FLAPPINGSTART: (subject) => `${subject}: Flapping begonnen`,
        FLAPPINGSTOP: (subject) => `${subject}: Flapping beendet`,
        FLAPPINGDISABLED: (subject) => `Flap-Erkennung für ${subject} abgeschaltet`,
        DOWNTIMESTART: (subject) => `Wartung für ${subject} begonnen`,
        DOWNTIMEEND: (subject) => `Wartung für ${subject} beendet`,
        DOWNTIMECANCELLED: (subject) => `Wartung für ${subject} abgebrochen`,
        ACKNOWLEDGEMENT: (subject) => `Bestätigung für ${subject}`,
        CUSTOM: (subject) => `Nachricht zu ${subject}`,
    },
    dialogTitle: 'Bestätigen',
    dialogIntro: (subject) => `**${subject}**`,
    commentHelp: 'Wird mit Ihrem Namen in openITCOCKPIT gespeichert.',
    commentPlaceholder: 'Was unternehmen Sie?',
    sticky: 'Dauerhaft',
    stickyHelp: 'Bestätigung bis zur Behebung behalten, auch wenn sich der Zustand ändert.',
    notify: 'Kontakte benachrichtigen',
    notifyHelp: 'openITCOCKPIT schickt den Kontakten zusätzlich eine Benachrichtigung.',
    hostAndServices: 'Host und Services',
    hostAndServicesHelp: 'Auch jeden Service dieses Hosts bestätigen, der jetzt ein Problem hat.',
    submit: 'Bestätigen',
    commentMissing: 'Bitte schreiben Sie, was Sie unternehmen.',
    commentTooShort: (min) => `Bitte mindestens ${min} Zeichen schreiben.`,
    alreadyAcknowledged: (who) => `Bereits bestätigt von ${who}.`,
    alreadyAcknowledging: (who) => `${who} bestätigt dieses Problem gerade.`,
    alreadyAsked: (who) => `${who} hat das schon veranlasst; es ist noch nicht ausgeführt.`,
    alreadyRecovered: 'Dieses Problem ist bereits behoben; es gibt nichts zu bestätigen.',
    notAcknowledged: 'Dieses Problem ist nicht bestätigt; es gibt nichts zu entfernen.',
    replacedByNewer: 'Ein neuerer Beitrag zeigt diesen Alarm; bitte dort weitermachen.',
    twoWayOff: 'Bestätigen aus Mattermost ist abgeschaltet (Einstellung „Enable two-way integration“).',
    confirmedToYou: 'openITCOCKPIT hat Ihre Bestätigung bestätigt.',
    removalQueued: 'Bestätigung wird entfernt…',
    removalConfirmed: 'openITCOCKPIT hat bestätigt, dass die Bestätigung entfernt ist.',
    removalNotConfirmed: (seconds) =>
        `openITCOCKPIT hat die Entfernung nicht innerhalb von ${seconds} s gezeigt; die Bestätigung besteht weiter.`,
    changedMeanwhile: 'In openITCOCKPIT hat sich inzwischen etwas geändert; bitte prüfen Sie den Beitrag noch einmal.',
    notSeenInTime: (seconds) =>
        `openITCOCKPIT hat die Bestätigung angenommen, sie aber nicht innerhalb von ${seconds} s gezeigt: Prüfen Sie, ob Befehlswarteschlange und Monitoring-Kern laufen, und versuchen Sie es erneut.`,
    notEditable: (object) =>
        `Der Benutzer des API-Schlüssels darf ${object} lesen, aber nicht bearbeiten: Geben Sie ihm in openITCOCKPIT Schreibrecht auf den Container des Hosts.`,
    notMonitored: 'openITCOCKPIT überwacht dieses Objekt nicht (nicht exportiert oder gelöscht).',
    recoveredMeanwhile: 'Das Problem war behoben, bevor die Bestätigung wirksam wurde.',
    acknowledgedElsewhere: (who) => `Bereits in openITCOCKPIT bestätigt von ${who}.`,
    yours: {
        acknowledge: 'Ihre Bestätigung',
        remove_acknowledgement: 'Ihre Entfernung der Bestätigung',
        schedule_downtime: 'Ihre Wartung',
        cancel_downtime: 'Ihr Abbruch der Wartung',
        recheck: 'Ihre Prüfung',
    },
    queuedTitle: 'Vorgemerkt',
    queued: (yours) => `openITCOCKPIT ist nicht erreichbar, ${yours} ist vorgemerkt`,
    notSentInTime: (minutes) => `openITCOCKPIT war ${minutes} Minuten lang nicht erreichbar.`,
    perhapsSent: (minutes) =>
        `Der Befehl kann openITCOCKPIT erreicht haben, ${minutes} Minuten lang war davon aber nichts zu sehen: Sehen Sie dort nach, bevor Sie es erneut versuchen.`,
    replaced: (yours) => `Ein neuerer Beitrag zeigt diesen Alarm; ${yours} wurde für den alten nicht ausgeführt.`,
    unknownAction: (kind) => `Diese Version kennt die Aktion „${kind}“ nicht: Vorher lief eine neuere.`,
};

export type Language = 'en' | 'de';

export const textsOf = (language: Language): Texts => (language === 'de' ? de : en);

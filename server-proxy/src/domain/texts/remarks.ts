import type {Language} from './texts';

/** What an administrator should know of the last hour. Names come neutralized, for Markdown. */
export interface RemarkTexts {
    readonly postDeleted: (alert: string) => string;
    readonly postNotUpdated: (alert: string, channel: string, why: string) => string;
    readonly channelRefuses: (channel: string, why: string) => string;
    readonly channelInstead: (channel: string, instead: string, why: string) => string;
    readonly timeAhead: string;
    readonly timeLongAgo: string;
    readonly unknownRecovery: string;
    readonly tooLate: string;
    readonly otherSystem: (objects: number) => string;
    readonly databaseBehind: (minutes: number) => string;
}

const en: RemarkTexts = {
    postDeleted: (alert) => `The post of ${alert} was deleted; a new one follows when its problem is notified again.`,
    postNotUpdated: (alert, channel, why) => `The post of ${alert} cannot be updated in the channel ${channel}: ${why}`,
    channelRefuses: (channel, why) => `No alert can be posted in the channel ${channel}: ${why}`,
    channelInstead: (channel, instead, why) =>
        `No alert can be posted in the channel ${channel}, it goes to ${instead}: ${why}`,
    timeAhead:
        'A notification came with a time in the future, which was not used: check the clocks of openITCOCKPIT and of this machine.',
    timeLongAgo: 'A notification came that was made more than a day ago: check the clock of openITCOCKPIT.',
    unknownRecovery: 'A recovery came for a problem that was never notified here.',
    tooLate: 'A notification came too late to change anything.',
    otherSystem: (objects) =>
        `openITCOCKPIT knows none of ${objects} objects with open posts, so these stay as they are: check the setting openITCOCKPIT URL.`,
    databaseBehind: (minutes) =>
        `openITCOCKPIT's database is ${minutes} min behind its monitoring core, so posts follow notifications only: check the Statusengine Worker (service statusengine on the openITCOCKPIT server).`,
};

const de: RemarkTexts = {
    postDeleted: (alert) =>
        `Der Beitrag von ${alert} wurde gelöscht; ein neuer folgt, wenn das Problem wieder gemeldet wird.`,
    postNotUpdated: (alert, channel, why) =>
        `Der Beitrag von ${alert} im Kanal ${channel} lässt sich nicht ändern: ${why}`,
    channelRefuses: (channel, why) => `Im Kanal ${channel} lässt sich kein Alarm schreiben: ${why}`,
    channelInstead: (channel, instead, why) =>
        `Im Kanal ${channel} lässt sich kein Alarm schreiben, er kommt nach ${instead}: ${why}`,
    timeAhead:
        'Eine Benachrichtigung kam mit einer Zeit in der Zukunft, die nicht verwendet wurde: Prüfen Sie die Uhren von openITCOCKPIT und dieser Maschine.',
    timeLongAgo:
        'Eine Benachrichtigung kam, die vor mehr als einem Tag gemacht wurde: Prüfen Sie die Uhr von openITCOCKPIT.',
    unknownRecovery: 'Eine Entwarnung kam für ein Problem, das hier nie gemeldet wurde.',
    tooLate: 'Eine Benachrichtigung kam zu spät, um etwas zu ändern.',
    otherSystem: (objects) =>
        `openITCOCKPIT kennt keines von ${objects} Objekten mit offenen Beiträgen, deshalb bleiben diese, wie sie sind: Prüfen Sie die Einstellung openITCOCKPIT URL.`,
    databaseBehind: (minutes) =>
        `Die Datenbank von openITCOCKPIT ist ${minutes} min hinter dem Monitoring-Kern zurück, deshalb folgen Beiträge nur den Benachrichtigungen: Prüfen Sie den Statusengine Worker (Dienst statusengine auf dem openITCOCKPIT-Server).`,
};

export const remarkTextsOf = (language: Language): RemarkTexts => (language === 'de' ? de : en);

/** A sentence in the language of whoever reads it. */
export const remarkSays =
    (sentence: (texts: RemarkTexts, language: Language) => string) =>
    (language: Language): string =>
        sentence(remarkTextsOf(language), language);

import type {loudness as en} from '../en/loudness';

export const loudness: typeof en = {
    notTakenCareOf: (minutes) => `Seit ${inWords(minutes)} hat sich niemand darum gekümmert.`,
    escalated: (mention, minutes, problem) =>
        `${mention === '' ? '' : `${mention} `}Seit ${inWords(minutes)} hat sich niemand darum gekümmert: ${problem}`,
    worse: (mention, problem) => `${mention} Es ist schlimmer geworden: ${problem}`,
    collected: (count) =>
        count === 1
            ? '1 Problem aus den Ruhezeiten ist noch offen'
            : `${count} Probleme aus den Ruhezeiten sind noch offen`,
    andMore: (count) => `und ${count} weitere`,
    acknowledgedBy: (who) => `bestätigt von ${who}`,
    acknowledged: 'bestätigt',
    inDowntime: 'in Wartungszeit',
    ownPosts: 'Eigene Beiträge erhalten sie mit ihrer nächsten Benachrichtigung.',
    listInstead: (channel, why) =>
        `Was die Ruhezeiten für den Kanal ${channel} gesammelt hatten, steht als Liste im Standardkanal: ${why}`,
    listRefused: (channel, why) =>
        `Was die Ruhezeiten für den Kanal ${channel} gesammelt hatten, ließ sich nirgends veröffentlichen: ${why}`,
    escalationInstead: (channel) =>
        `Ein Problem, um das sich niemand gekümmert hat, ließ sich im Kanal ${channel} nicht melden; es wurde deshalb in seinem eigenen noch einmal gemeldet.`,
    callRefused: (alert, why) => `Zu ${alert} ließ sich im Thread niemand erwähnen: ${why}`,
    withoutPriority:
        'Mattermost veröffentlicht Beiträge ohne die Priorität, die Abonnements verlangen: Schalten Sie sie in der Systemkonsole ein (Systemkonfiguration › Nachrichten › „Nachrichten Priorität“).',
    outside: (mention, channel) =>
        `Ein Abonnement erwähnt ${mention}; diese Person ist nicht im Kanal ${channel} und erfährt nichts: Fügen Sie sie dem Kanal hinzu.`,
    unknownMention: (mention) =>
        `Ein Abonnement erwähnt ${mention}, aber niemand heißt so: Das erreicht nur eine Gruppe, falls es sie gibt und Mattermost dafür lizenziert ist.`,
    mayNotMention: (mention, channel) =>
        `Ein Abonnement erwähnt ${mention}, aber der Bot darf im Kanal ${channel} nicht alle erwähnen: Fügen Sie den Bot dem Kanal hinzu, und erlauben Sie dort kanalweite Erwähnungen.`,
    unknownZone: (zone, channel) =>
        `Die Ruhezeiten eines Abonnements für den Kanal ${channel} stehen in der Zeitzone ${zone}, die es nicht gibt; sie beginnen deshalb nie: Wählen Sie eine wie Europe/Berlin.`,
};

const inWords = (minutes: number): string => (minutes === 1 ? 'einer Minute' : `${minutes} Minuten`);

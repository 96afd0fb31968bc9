/** Messages that openITCOCKPIT translates into the API user's language, so clients must never match them. */
export interface Texts {
    readonly commandNameTaken: string;
    readonly commandQueued: string;
    readonly commandsQueued: string;
    readonly hostNotFound: string;
    readonly serviceNotFound: string;
    readonly mattermostAnswer: (user: string) => string;
    readonly mattermostComment: (user: string) => string;
    readonly success: string;
}

const EN: Texts = {
    commandNameTaken: 'This command name has already been taken.',
    commandQueued: 'Command added successfully to queue',
    commandsQueued: 'Commands added successfully to queue',
    hostNotFound: 'Host not found',
    serviceNotFound: 'Service not found',
    mattermostAnswer: (user) => `Issue got acknowledged by **@${user}** via Mattermost.`,
    mattermostComment: (user) => `Issue got acknowledged by ${user} via Mattermost.`,
    success: 'Successfully',
};

const DE: Texts = {
    commandNameTaken: 'Dieser Kommandoname ist bereits vergeben.',
    commandQueued: 'Kommando wurde erfolgreich zur Warteschlange hinzugefügt',
    commandsQueued: 'Kommandos wurden erfolgreich zur Warteschlange hinzugefügt',
    hostNotFound: 'Host nicht gefunden',
    serviceNotFound: 'Service nicht gefunden',
    mattermostAnswer: (user) => `Das Problem wurde von **@${user}** über Mattermost bestätigt.`,
    mattermostComment: (user) => `Das Problem wurde von ${user} über Mattermost bestätigt.`,
    success: 'Erfolgreich',
};

export const textsOf = (language: string): Texts => (language.startsWith('de') ? DE : EN);

/** The schema's messages and their German translations. A test checks that none is missing. */
const GERMAN: readonly (readonly [english: RegExp, german: string])[] = [
    [/^must be true or false$/, 'muss true oder false sein'],
    [/^must be an address like (.+)$/, 'muss eine Adresse wie $1 sein'],
    [
        /^has a bare % in its user name or password \(write it as %25\)$/,
        'enthält im Benutzernamen oder Passwort ein einzelnes % (schreiben Sie es als %25)',
    ],
    [
        /^must be the address that Mattermost shows for the incoming webhook$/,
        'muss die Adresse sein, die Mattermost beim eingehenden Webhook zeigt',
    ],
    [
        /^must begin with https:\/\/ \(plain http would send the API key in clear text\)$/,
        'muss mit https:// beginnen (mit http ginge der API-Schlüssel im Klartext über die Leitung)',
    ],
    [
        /^must begin with wss:\/\/ \(plain ws would send the key in clear text\)$/,
        'muss mit wss:// beginnen (mit ws ginge der Schlüssel im Klartext über die Leitung)',
    ],
    [
        /^must not contain a login, a query or a fragment$/,
        'darf weder Anmeldedaten noch einen Abfrageteil (?…) oder ein Fragment (#…) enthalten',
    ],
    [/^must be a whole number from (\d+) to (\d+)$/, 'muss eine ganze Zahl von $1 bis $2 sein'],
    [/^has "(.*)", which is not a length such as (.+)$/s, 'enthält „$1“, was keine Dauer wie $2 ist'],
    [/^must have lines like (.+) \(entry (\d+) is different\)$/, 'muss Zeilen wie $1 haben (Eintrag $2 ist anders)'],
    [/^must be one of (.+)$/, 'muss eines von $1 sein'],
    [/^must be a list of (.+), or none$/, 'muss eine Liste aus $1 sein, oder none'],
    [/^must be a time zone like (.+)$/, 'muss eine Zeitzone wie $1 sein'],
    [
        /^must have at least (\d+) characters \(entry (\d+) has fewer\): generate one with (.+)$/,
        'muss mindestens $1 Zeichen haben (Eintrag $2 hat weniger): Erzeugen Sie den Wert mit $3',
    ],
    [
        /^must have at least (\d+) characters: generate one with (.+)$/,
        'muss mindestens $1 Zeichen haben: Erzeugen Sie den Wert mit $2',
    ],
    [/^must be host:port$/, 'muss host:port sein'],
    [/^must be (\w+) while (.+) (?:names people|has entries)$/, 'muss $1 sein, solange $2 Einträge hat'],
    [
        /^is connected, which works in the plugin only and needs (.+)$/,
        'ist connected, was nur im Plugin geht und $1 erfordert',
    ],
    [/^is listed, but (.+) names nobody$/, 'ist listed, aber $1 nennt niemanden'],
];

export const inGerman = (message: string): string => {
    const known = GERMAN.find(([english]) => english.test(message));
    return known ? message.replace(...known) : 'hat die falsche Form';
};

import type {Language} from './texts';

/** Why somebody may not act, for them: what the rule is, where it is set, and what to do. */
export interface PolicyTexts {
    readonly notInChannel: string;
    readonly botsMayNot: string;
    readonly guestsMayNot: string;
    readonly deactivated: string;
    readonly notListed: string;
    readonly notInGroups: (groups: string) => string;
    readonly groupsUnknown: (groups: string) => string;
    readonly emailNotProven: string;
    readonly emailUnknown: (email: string) => string;
    readonly userInactive: (email: string) => string;
    readonly usersNotReadable: string;
    readonly notCheckedNow: (reason: string) => string;
    readonly auditForAdministrators: string;
}

const en: PolicyTexts = {
    notInChannel: 'You are not a member of the channel of this post.',
    botsMayNot: 'Bots cannot act on problems.',
    guestsMayNot: 'Guests cannot act on problems.',
    deactivated: 'Your Mattermost account is deactivated.',
    notListed: 'You are not among the people who may act here (setting Who may act).',
    notInGroups: (groups) =>
        `You are neither among the people who may act here nor in one of the groups ${groups} (setting Who may act). Only groups that Mattermost synchronises from LDAP count.`,
    groupsUnknown: (groups) =>
        `Mattermost does not say who is in ${groups} (setting Who may act): groups need a licence, and our account there must be a system administrator. Ask your administrator to list your user name instead.`,
    emailNotProven:
        'You are not mapped to an openITCOCKPIT user: Mattermost does not vouch for your e-mail address. Verify it in your profile, or ask your administrator to add you to the setting Identity map.',
    emailUnknown: (email) =>
        `You are not mapped to an openITCOCKPIT user: openITCOCKPIT shows none with the address ${email}. Ask your administrator to add you to the setting Identity map.`,
    userInactive: (email) => `Your openITCOCKPIT user (${email}) is not active, so you cannot act.`,
    usersNotReadable:
        'You are not in the setting Identity map, and the API key may not list the users of openITCOCKPIT (right Users › index). Ask your administrator to add you.',
    notCheckedNow: (reason) =>
        `It could not be checked which openITCOCKPIT user you are. ${reason} Try again later, or ask your administrator to add you to the setting Identity map.`,
    auditForAdministrators:
        'The audit shows what was done in all channels. Only system administrators may read it, and the people whom the settings Action policy and Who may act name.',
};

const de: PolicyTexts = {
    notInChannel: 'Sie sind kein Mitglied des Kanals dieses Beitrags.',
    botsMayNot: 'Bots können bei Problemen nichts auslösen.',
    guestsMayNot: 'Gäste können bei Problemen nichts auslösen.',
    deactivated: 'Ihr Mattermost-Konto ist deaktiviert.',
    notListed: 'Sie gehören nicht zu den Personen, die hier handeln dürfen (Einstellung „Who may act“).',
    notInGroups: (groups) =>
        `Sie gehören weder zu den Personen, die hier handeln dürfen, noch zu einer der Gruppen ${groups} (Einstellung „Who may act“). Es zählen nur Gruppen, die Mattermost aus LDAP übernimmt.`,
    groupsUnknown: (groups) =>
        `Mattermost sagt nicht, wer zu ${groups} gehört (Einstellung „Who may act“): Gruppen brauchen eine Lizenz, und unser Konto dort muss Systemadministrator sein. Bitten Sie Ihren Administrator, stattdessen Ihren Benutzernamen einzutragen.`,
    emailNotProven:
        'Sie sind keinem openITCOCKPIT-Benutzer zugeordnet: Mattermost bürgt nicht für Ihre E-Mail-Adresse. Bestätigen Sie sie in Ihrem Profil, oder lassen Sie sich vom Administrator in die Einstellung „Identity map“ eintragen.',
    emailUnknown: (email) =>
        `Sie sind keinem openITCOCKPIT-Benutzer zugeordnet: openITCOCKPIT zeigt keinen mit der Adresse ${email}. Lassen Sie sich vom Administrator in die Einstellung „Identity map“ eintragen.`,
    userInactive: (email) => `Ihr openITCOCKPIT-Benutzer (${email}) ist nicht aktiv, deshalb können Sie nicht handeln.`,
    usersNotReadable:
        'Sie stehen nicht in der Einstellung „Identity map“, und der API-Schlüssel darf die Benutzer von openITCOCKPIT nicht auflisten (Recht „Users › index“). Lassen Sie sich vom Administrator eintragen.',
    notCheckedNow: (reason) =>
        `Es ließ sich nicht prüfen, welcher openITCOCKPIT-Benutzer Sie sind. ${reason} Versuchen Sie es später erneut, oder lassen Sie sich vom Administrator in die Einstellung „Identity map“ eintragen.`,
    auditForAdministrators:
        'Das Protokoll zeigt, was in allen Kanälen getan wurde. Lesen dürfen es nur Systemadministratoren und die Personen, die in den Einstellungen „Action policy“ und „Who may act“ genannt sind.',
};

export const policyTextsOf = (language: Language): PolicyTexts => (language === 'de' ? de : en);

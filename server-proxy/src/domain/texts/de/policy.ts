import type {policy as en} from '../en/policy';

export const policy: typeof en = {
    notInChannel: 'Sie sind nicht Mitglied des Kanals, in dem dieser Beitrag steht.',
    botsMayNot: 'Bots können bei Problemen nichts auslösen.',
    guestsMayNot: 'Gäste können bei Problemen nichts auslösen.',
    deactivated: 'Ihr Mattermost-Konto ist deaktiviert.',
    notListed:
        'Sie gehören nicht zu den Personen, die hier handeln dürfen: Bitten Sie Ihren Administrator, Sie in die Einstellung „Who may act“ einzutragen.',
    notInGroups: (groups) =>
        `Sie gehören weder zu den Personen, die hier handeln dürfen, noch zu einer der Gruppen ${groups} (Einstellung „Who may act“). Es zählen nur Gruppen, die Mattermost aus LDAP synchronisiert.`,
    groupsUnknown: (groups) =>
        `Mattermost sagt nicht, wer zu ${groups} gehört (Einstellung „Who may act“): Gruppen erfordern eine Lizenz, und das Bot-Konto muss Systemadministrator sein. Bitten Sie Ihren Administrator, stattdessen Ihren Benutzernamen einzutragen.`,
    emailNotProven:
        'Sie sind keinem openITCOCKPIT-Benutzer zugeordnet, weil Ihre E-Mail-Adresse in Mattermost nicht verifiziert ist. Verifizieren Sie sie in Ihrem Profil, oder lassen Sie sich vom Administrator in die Einstellung „Identity map“ eintragen.',
    emailUnknown: (email) =>
        `Sie sind keinem openITCOCKPIT-Benutzer zugeordnet: openITCOCKPIT zeigt keinen Benutzer mit der Adresse ${email}. Lassen Sie sich vom Administrator in die Einstellung „Identity map“ eintragen.`,
    mappedToNobody: (user) =>
        `Die Einstellung „Identity map“ ordnet Ihnen ${user} zu, aber openITCOCKPIT zeigt keinen solchen Benutzer oder mehrere: Bitten Sie Ihren Administrator, den Eintrag zu berichtigen.`,
    userInactive: (email) =>
        `Ihr openITCOCKPIT-Benutzer (${email}) ist nicht aktiv, deshalb können Sie nicht handeln: Bitten Sie Ihren Administrator, ihn zu aktivieren.`,
    usersNotReadable:
        'Sie stehen nicht in der Einstellung „Identity map“, und der API-Schlüssel darf die Benutzer von openITCOCKPIT nicht auflisten (Recht „Users › index“). Lassen Sie sich vom Administrator eintragen.',
    notCheckedNow: (reason) =>
        `Es ließ sich nicht feststellen, welcher openITCOCKPIT-Benutzer Sie sind. ${reason} Versuchen Sie es später erneut, oder lassen Sie sich vom Administrator in die Einstellung „Identity map“ eintragen.`,
    auditForAdministrators:
        'Das Protokoll zeigt, was in allen Kanälen getan wurde. Deshalb dürfen es nur Systemadministratoren lesen und die Personen, die in den Einstellungen „Action policy“ und „Who may act“ genannt sind.',
};

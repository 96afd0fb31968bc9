import type {facts as en} from '../en/facts';

export const facts: typeof en = {
    notRead: (why, minutes) =>
        minutes === undefined
            ? `Gruppen, Container und Tags der Hosts und Services ließen sich nicht lesen; Abonnements, die danach fragen, bekommen nichts: ${why}`
            : `Gruppen, Container und Tags der Hosts und Services sind ${minutes} Minuten alt: ${why}`,
    partMissing: (part, why) =>
        `Abonnements lassen sich nicht nach ${part} auswerten; alles andere funktioniert. ${why}`,
    parts: {
        hostGroups: 'Hostgruppen',
        serviceGroups: 'Servicegruppen',
        containers: 'Containern',
        inheritedTags: 'Tags, die Objekte von ihren Vorlagen haben,',
    },
};

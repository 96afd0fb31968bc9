import type {people as en} from '../en/people';

export const people: typeof en = {
    mayNotEdit: (who, object) =>
        `${who} darf ${object} in openITCOCKPIT nicht bearbeiten. Jemand anderes kann es versuchen.`,
    deactivatedSince: (who) =>
        `Das Mattermost-Konto von ${who} ist deaktiviert worden. Jemand anderes kann es versuchen.`,
    unmappedSince: (who) =>
        `${who} ist keinem openITCOCKPIT-Benutzer mehr zugeordnet. Jemand anderes kann es versuchen.`,
};

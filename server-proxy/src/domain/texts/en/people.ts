/** Words about a person's own openITCOCKPIT user: why the channel is asked instead. */
export const people = {
    mayNotEdit: (who: string, object: string) =>
        `${who} may not edit ${object} in openITCOCKPIT. Somebody else can try.`,
    deactivatedSince: (who: string) => `The Mattermost account of ${who} has been deactivated. Somebody else can try.`,
    unmappedSince: (who: string) => `${who} is not mapped to an openITCOCKPIT user any more. Somebody else can try.`,
};

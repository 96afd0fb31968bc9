/** Why somebody may not act, for them: what the rule is, where it is set, and what to do. */
export const policy = {
    notInChannel: 'You are not a member of the channel of this post.',
    botsMayNot: 'Bots cannot act on problems.',
    guestsMayNot: 'Guests cannot act on problems.',
    deactivated: 'Your Mattermost account is deactivated.',
    notListed: 'You are not among the people who may act here (setting Who may act).',
    notInGroups: (groups: string) =>
        `You are neither among the people who may act here nor in one of the groups ${groups} (setting Who may act). Only groups that Mattermost synchronises from LDAP count.`,
    groupsUnknown: (groups: string) =>
        `Mattermost does not say who is in ${groups} (setting Who may act): groups need a licence, and our account there must be a system administrator. Ask your administrator to list your user name instead.`,
    emailNotProven:
        'You are not mapped to an openITCOCKPIT user: Mattermost does not vouch for your e-mail address. Verify it in your profile, or ask your administrator to add you to the setting Identity map.',
    emailUnknown: (email: string) =>
        `You are not mapped to an openITCOCKPIT user: openITCOCKPIT shows none with the address ${email}. Ask your administrator to add you to the setting Identity map.`,
    userInactive: (email: string) => `Your openITCOCKPIT user (${email}) is not active, so you cannot act.`,
    usersNotReadable:
        'You are not in the setting Identity map, and the API key may not list the users of openITCOCKPIT (right Users › index). Ask your administrator to add you.',
    notCheckedNow: (reason: string) =>
        `It could not be checked which openITCOCKPIT user you are. ${reason} Try again later, or ask your administrator to add you to the setting Identity map.`,
    auditForAdministrators:
        'The audit shows what was done in all channels. Only system administrators may read it, and the people whom the settings Action policy and Who may act name.',
};

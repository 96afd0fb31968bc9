/** Why somebody may not act, told to them: the rule, where it is set, and what to do. */
export const policy = {
    notInChannel: "You are not a member of this post's channel.",
    botsMayNot: 'Bots cannot act on problems.',
    guestsMayNot: 'Guests cannot act on problems.',
    deactivated: 'Your Mattermost account has been deactivated.',
    notListed:
        'You are not one of the people who may act here: ask your administrator to add you to the Who may act setting.',
    notInGroups: (groups: string) =>
        `You are neither one of the people who may act here nor in one of the groups ${groups} (the Who may act setting). Only groups that Mattermost synchronises from LDAP count.`,
    groupsUnknown: (groups: string) =>
        `Mattermost does not say who is in ${groups} (the Who may act setting): groups need a licence, and the bot account must be a system administrator. Ask your administrator to list your user name instead.`,
    emailNotProven:
        'You are not mapped to an openITCOCKPIT user, because your e-mail address is not verified in Mattermost. Verify it in your profile, or ask your administrator to add you to the Identity map setting.',
    emailUnknown: (email: string) =>
        `You are not mapped to an openITCOCKPIT user: openITCOCKPIT shows no user with the address ${email}. Ask your administrator to add you to the Identity map setting.`,
    mappedToNobody: (user: string) =>
        `The Identity map setting maps you to ${user}, but openITCOCKPIT shows no such user, or several: ask your administrator to correct the entry.`,
    userInactive: (email: string) =>
        `Your openITCOCKPIT user (${email}) is not active, so you cannot act: ask your administrator to activate it.`,
    usersNotReadable:
        "You are not in the Identity map setting, and the API key may not list openITCOCKPIT's users (right Users › index). Ask your administrator to add you.",
    notCheckedNow: (reason: string) =>
        `The plugin could not find out which openITCOCKPIT user you are. ${reason} Try again later, or ask your administrator to add you to the Identity map setting.`,
    auditForAdministrators:
        'The audit shows what was done in all channels, so only system administrators and the people named in the Action policy and Who may act settings may read it.',
};

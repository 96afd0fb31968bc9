/** Which channels' posts count. Names come neutralized, for Markdown. */
export const authority = {
    /** For the person who pressed. */
    channelMayNotAct:
        'This is not an authorised alert channel, so its buttons do nothing. A system administrator can authorise it: `/openitcockpit setup`, or the *Alert channels* setting.',
    intro: 'Posts in the form of openITCOCKPIT’s own module have appeared in channels that no administrator has named. **Anybody can make such posts with an incoming webhook of their own**, so there they stay plain posts, and the buttons of older ones do nothing. Authorise a channel only if you know its webhook:',
    line: (address: string, owner: string, isAuthorised: boolean) =>
        `- ${address}: webhook of @\u200B${owner}${isAuthorised ? ' – **authorised**' : ''}`,
    button: {authorise: 'Authorise', withdraw: 'Withdraw'},
    forAdministrators: 'Only system administrators can authorise channels.',
    notYours: 'This message was meant for somebody else: type `/openitcockpit setup` to get your own.',
};

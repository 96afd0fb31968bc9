/** Words of *Save to openITCOCKPIT*, in the menu of a reply in a thread and as a command. */
export const words = {
    saved: 'openITCOCKPIT shows these words as the comment of the acknowledgement now.',
    failed: 'These words were not saved to openITCOCKPIT',
    notAcknowledged:
        'Only the comment of an acknowledgement can be saved to openITCOCKPIT, and this problem is not acknowledged.',
    notBelowAlert: 'Only replies below the post of an alert can be saved to openITCOCKPIT.',
    nothingSaid: 'There are no words of a person in this reply that could be saved to openITCOCKPIT.',
    onlyInThread:
        'Type this in the thread of an alert: `/openitcockpit save` saves your newest reply there to openITCOCKPIT, `/openitcockpit save disk replaced` these words.',
    noReply: 'You have not written a reply in this thread: write one, or type the words after `/openitcockpit save`.',
    nothingTyped: 'This text has no visible characters, so it was not saved to openITCOCKPIT.',
    saving: (comment: string) => `Saving to openITCOCKPIT: ${comment}`,
    command: {
        help: 'in the thread of an acknowledged problem: your newest reply, or the text, becomes its comment',
        hint: '[text]',
        argument: 'The comment; leave empty for your newest reply in this thread',
    },
    notSeen: (seconds: number) =>
        `openITCOCKPIT accepted the comment but still showed the former one ${seconds} s later.`,
    /** To a command, which cannot wait any longer. */
    goesOn: 'Still working on it; the thread will say how it ended.',
};

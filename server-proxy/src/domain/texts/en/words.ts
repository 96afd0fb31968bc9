/** Words of *Save to openITCOCKPIT*, in the menu of a reply in a thread. */
export const words = {
    saved: 'openITCOCKPIT shows these words as the comment of the acknowledgement now.',
    failed: 'These words were not saved to openITCOCKPIT',
    notAcknowledged:
        'Only the comment of an acknowledgement can be saved to openITCOCKPIT, and this problem is not acknowledged.',
    notBelowAlert: 'Only replies below the post of an alert can be saved to openITCOCKPIT.',
    nothingSaid: 'There are no words of a person in this reply that could be saved to openITCOCKPIT.',
    notSeen: (seconds: number) =>
        `openITCOCKPIT accepted the comment but still showed the former one ${seconds} s later.`,
};

/** What the panel is told where it asks for something that cannot be. */
export const panel = {
    notThere: 'This problem is over, or it is in none of your channels.',
    noAction: 'Nothing is known of this action any more: look at the problems themselves.',
};

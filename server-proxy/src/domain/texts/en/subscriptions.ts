/** Which channel wants which problems. Names come neutralized, for Markdown. */
export const subscriptions = {
    changedMeanwhile: (who: string) =>
        `${who} has changed this subscription meanwhile: nothing was saved. Open it again to see how it is now.`,
    removedMeanwhile: 'This subscription has been removed meanwhile: nothing was saved.',
    fromFile:
        'The subscriptions are read from the file in SUBSCRIPTIONS_FILE: change them there, and restart the handler.',
};

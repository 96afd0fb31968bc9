/**
 * Puts what moves by itself (a spinner) where it is after so many milliseconds, and ends what has an end. Runs in the page.
 */
export const setAnimations = (ms: number): void => {
    for (const animation of document.getAnimations()) {
        animation.pause();
        animation.currentTime = ms;
    }
};

import type {Locator} from 'playwright-core';

/** Seconds a person needs: to find and press something, and to type a character. */
const AIM = 4;
const CHARACTER = 0.3;

/** Presses and types in a browser, and counts how long a person would have needed. */
export class Hand {
    seconds = 0;

    async press(what: Locator): Promise<void> {
        this.seconds += AIM;
        await what.click();
    }

    async type(where: Locator, text: string): Promise<void> {
        this.seconds += AIM + text.length * CHARACTER;
        await where.fill(text);
    }

    /** Long texts are copied: two places to find. */
    async paste(where: Locator, text: string): Promise<void> {
        this.seconds += 2 * AIM;
        await where.fill(text);
    }

    /** Something done outside the browser. */
    elsewhere(seconds: number): void {
        this.seconds += seconds;
    }
}

import type {Locator, Page} from 'playwright-core';
import type {Frame} from './animated_png';
import {drawPointer, type Point} from './pointer';
import {setAnimations} from './set_animations';

/** Of one step of a movement: 25 a second look smooth. */
const STEP_MS = 40;
const STEPS = 9;
/** Between two looks at something that turns. */
const WATCH_MS = 80;
/** How long a button is held, and how long a key takes. */
const PRESS_MS = 160;
const KEY_MS = 45;

/**
 * A page as an animation. Its time is not that of the machine: a frame is taken when the page is ready for it, and stays
 * as long as the caller says. So the result is the same on a slow machine.
 */
export class Film {
    readonly frames: Frame[] = [];
    private pressed = false;
    /** Milliseconds since the first frame. */
    private elapsed = 0;

    /** @param at where the pointer begins, in pixels of the page */
    constructor(
        private readonly page: Page,
        private at: Point,
    ) {}

    /** Shows the page as it is now, for so many milliseconds. */
    async hold(ms: number): Promise<void> {
        await this.page.evaluate(drawPointer, {...this.at, pressed: this.pressed});
        await this.page.evaluate(setAnimations, this.elapsed);
        this.frames.push({png: await this.page.screenshot(), ms});
        this.elapsed += ms;
    }

    /** As `hold`, in as many frames as what moves by itself needs. */
    async watch(ms: number): Promise<void> {
        for (let left = ms; left > 0; left -= WATCH_MS) {
            await this.hold(Math.min(left, WATCH_MS));
        }
    }

    /** Moves the pointer onto an element; it rests beside the middle, so that what is written there can be read. */
    async moveTo(target: Locator): Promise<void> {
        await target.scrollIntoViewIfNeeded();
        const box = await target.boundingBox();
        if (!box) {
            throw new Error(`The picture cannot point at what is not shown: ${target}`);
        }
        const from = this.at;
        const to = {x: Math.round(box.x + box.width * 0.7), y: Math.round(box.y + box.height * 0.65)};
        for (let step = 1; step <= STEPS; step++) {
            const part = step / STEPS;
            const eased = part * part * (3 - 2 * part);
            this.at = {
                x: Math.round(from.x + (to.x - from.x) * eased),
                y: Math.round(from.y + (to.y - from.y) * eased),
            };
            await this.page.mouse.move(this.at.x, this.at.y);
            await this.hold(STEP_MS);
        }
    }

    /** Presses where the pointer is. */
    async press(): Promise<void> {
        this.pressed = true;
        await this.page.mouse.down();
        await this.hold(PRESS_MS);
        this.pressed = false;
        await this.page.mouse.up();
    }

    /** Types into what has the focus. */
    async type(text: string): Promise<void> {
        for (const key of text) {
            await this.page.keyboard.type(key);
            await this.hold(KEY_MS);
        }
    }
}

import {computePosition, flip, type Platform, shift} from '@floating-ui/core';

/** To the edges of the window, and to the button. */
const MARGIN_PX = 8;

const sizeOf = (element: Element) => {
    const {width, height} = element.getBoundingClientRect();
    return {width, height};
};

/**
 * What is positioned lies in the browser's top layer, so that only the window clips it, and its coordinates are the window's.
 * That is all the half of the library that knows of scroll containers would find out.
 */
const TOP_LAYER: Platform = {
    getElementRects: ({reference, floating}: {reference: Element; floating: Element}) => {
        const {x, y} = reference.getBoundingClientRect();
        return {reference: {x, y, ...sizeOf(reference)}, floating: {x: 0, y: 0, ...sizeOf(floating)}};
    },
    getDimensions: sizeOf,
    getClippingRect: () => {
        const {clientWidth: width, clientHeight: height} = document.documentElement;
        return {x: 0, y: 0, width, height};
    },
};

const place = async (button: Element, floating: HTMLElement): Promise<void> => {
    const {x, y} = await computePosition(button, floating, {
        platform: TOP_LAYER,
        strategy: 'fixed',
        placement: 'bottom-start',
        middleware: [flip({padding: MARGIN_PX}), shift({padding: MARGIN_PX, crossAxis: true})],
    });
    floating.style.left = `${Math.round(x)}px`;
    floating.style.top = `${Math.round(y)}px`;
};

/**
 * Floats an element over the page at a button, below or above it, wholly within the window, wherever the button goes: posts
 * move while a menu is open, and nothing tells.
 * @returns ends it
 */
export const floatAt = (button: Element, floating: HTMLElement): (() => void) => {
    // Without a top layer (browsers before 2024) it is fixed all the same.
    if ('showPopover' in floating) {
        floating.popover = 'manual';
        floating.showPopover();
    }
    let frame = 0;
    const follow = (): void => {
        void place(button, floating);
        frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
};

export interface Point {
    readonly x: number;
    readonly y: number;
}

/**
 * Draws a mouse pointer, which no screenshot has, and a ring around its tip while a button is held. Runs in the page, so it
 * uses nothing from outside itself. A popover, shown anew each time: that alone lies above a modal dialog.
 */
export const drawPointer = ({x, y, pressed}: Point & {readonly pressed: boolean}): void => {
    document.getElementById('picture-pointer')?.remove();
    const pointer = document.createElement('div');
    pointer.id = 'picture-pointer';
    pointer.popover = 'manual';
    pointer.style.cssText = `position: fixed; inset: auto; left: ${x - 20}px; top: ${y - 20}px; margin: 0; border: 0;
        padding: 0; background: none; pointer-events: none;`;
    const ring = '<circle cx="20" cy="20" r="17" fill="#f5a62355" stroke="#f5a623" stroke-width="3"/>';
    pointer.innerHTML = `<svg width="44" height="48" style="display: block">${pressed ? ring : ''}
        <path d="M20 20v20l5-4.6 3.4 7.8 3.4-1.5-3.3-7.6h6.9z" fill="#000" stroke="#fff" stroke-width="1.5"/></svg>`;
    document.body.append(pointer);
    pointer.showPopover();
};

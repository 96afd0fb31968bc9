/**
 * jsdom has no `showModal()` (27.4). This implements the HTML standard for focus and Escape; that the rest of the page
 * is inert is tested in Chromium.
 */
export const installModalDialog = (): void => {
    const opener = new WeakMap<HTMLDialogElement, Element | null>();
    HTMLDialogElement.prototype.showModal = function showModal() {
        opener.set(this, document.activeElement);
        this.open = true;
        this.querySelector<HTMLElement>('a, textarea, input, button')?.focus();
        this.addEventListener('keydown', (event) => {
            if (event.key === 'Escape' && this.dispatchEvent(new Event('cancel', {cancelable: true}))) {
                this.close();
            }
        });
    };
    HTMLDialogElement.prototype.close = function close() {
        if (!this.open) {
            return;
        }
        this.open = false;
        (opener.get(this) as HTMLElement | null | undefined)?.focus();
        queueMicrotask(() => this.dispatchEvent(new Event('close')));
    };
};

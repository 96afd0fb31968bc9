import React, {type KeyboardEvent, type RefObject} from 'react';
import type {PressableAction} from './post_actions';

const itemsOf = (menu: HTMLElement | null): HTMLElement[] => [
    ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];

/** @param index from the end if it is negative */
export const focusItem = (menu: HTMLElement | null, index: number): void =>
    itemsOf(menu).at(index)?.focus({preventScroll: true});

const startsWith = (item: HTMLElement, letter: string): boolean =>
    (item.textContent ?? '').toLowerCase().startsWith(letter.toLowerCase());

/** Index of the item that gets the focus, from item `at`; undefined for a key that does not move it. */
const moved = (key: string, at: number, items: readonly HTMLElement[]): number | undefined => {
    const count = items.length;
    switch (key) {
        case 'ArrowDown':
            return (at + 1) % count;
        case 'ArrowUp':
            return (at - 1 + count) % count;
        case 'Home':
            return 0;
        case 'End':
            return count - 1;
        default: {
            const after = items.map((_, index) => (at + 1 + index) % count);
            return key.length === 1 ? after.find((index) => startsWith(items[index] as HTMLElement, key)) : undefined;
        }
    }
};

interface Props {
    readonly action: PressableAction;
    readonly id: string;
    readonly menu: RefObject<HTMLDivElement>;
    readonly onPick: (value: string) => void;
    /** Focus moves on to whatever follows the menu. */
    readonly onLeave: () => void;
    /** Focus returns to the button. */
    readonly onClose: () => void;
}

export const MenuItems = ({action, id, menu, onPick, onLeave, onClose}: Props) => {
    const onKeyDown = (event: KeyboardEvent) => {
        const all = itemsOf(menu.current);
        const next = moved(event.key, all.indexOf(document.activeElement as HTMLElement), all);
        if (event.key === 'Tab') {
            onLeave();
            return;
        }
        if (next !== undefined || event.key === 'Escape') {
            // Mattermost listens on the document, uses the arrow keys and Escape as shortcuts, and takes letters for its box.
            event.preventDefault();
            event.stopPropagation();
        }
        if (event.key === 'Escape') {
            onClose();
        } else if (next !== undefined) {
            focusItem(menu.current, next);
        }
    };
    return (
        <div
            ref={menu}
            id={id}
            role="menu"
            tabIndex={-1}
            aria-label={action.name}
            className="oitc-menu"
            onKeyDown={onKeyDown}
        >
            {(action.options ?? []).map(({text, value}) => (
                <button key={value} type="button" role="menuitem" tabIndex={-1} onClick={() => onPick(value)}>
                    {text}
                </button>
            ))}
        </div>
    );
};

import React, {type KeyboardEvent, type RefObject, useEffect, useRef, useState} from 'react';
import type {PressableAction} from './post_actions';
import {Spinner} from './spinner';

interface Props {
    readonly action: PressableAction;
    readonly busy: boolean;
    readonly onPick: (action: PressableAction, value: string) => void;
}

/** Index of the item that gets the focus, from item `at` of `count`; undefined for a key that does not move it. */
const moved = (key: string, at: number, count: number): number | undefined => {
    switch (key) {
        case 'ArrowDown':
            return (at + 1) % count;
        case 'ArrowUp':
            return (at - 1 + count) % count;
        case 'Home':
            return 0;
        case 'End':
            return count - 1;
        default:
            return undefined;
    }
};

const itemsOf = (menu: HTMLElement | null): HTMLElement[] => [
    ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
];

/** While the menu is open, one of its items has the focus, and a click outside closes it. */
const useOpened = (
    open: boolean,
    setOpen: (open: boolean) => void,
    button: RefObject<HTMLElement>,
    menu: RefObject<HTMLElement>,
    first: RefObject<number>,
): void =>
    useEffect(() => {
        if (!open) {
            return undefined;
        }
        // The whole menu, not just the focused item.
        menu.current?.scrollIntoView?.({block: 'nearest'});
        itemsOf(menu.current)
            .at(first.current ?? 0)
            ?.focus({preventScroll: true});
        const onPointerDown = ({target}: Event) => {
            const inside = [button, menu].some(({current}) => current?.contains(target as Node));
            setOpen(inside);
        };
        document.addEventListener('pointerdown', onPointerDown);
        return () => document.removeEventListener('pointerdown', onPointerDown);
    }, [open, setOpen, button, menu, first]);

/**
 * Further actions in a menu button, as in the ARIA Authoring Practices: arrow keys, Home and End move the focus; Escape
 * and Tab close the menu. The items are in the normal flow of the post, where no scroll container can clip them.
 */
export const MoreMenu = ({action, busy, onPick}: Props) => {
    const [open, setOpen] = useState(false);
    const button = useRef<HTMLButtonElement>(null);
    const menu = useRef<HTMLDivElement>(null);
    const first = useRef(0);
    useOpened(open, setOpen, button, menu, first);

    const openAt = (index: number) => {
        first.current = index;
        setOpen(!busy);
    };
    const close = () => {
        setOpen(false);
        button.current?.focus();
    };
    const pick = (value: string) => {
        close();
        onPick(action, value);
    };
    const onButtonKey = (event: KeyboardEvent) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            openAt(event.key === 'ArrowDown' ? 0 : -1);
        }
    };
    return (
        <>
            <button
                ref={button}
                type="button"
                className="oitc-button oitc-button--secondary"
                disabled={action.disabled}
                aria-haspopup="menu"
                aria-expanded={open}
                aria-disabled={busy}
                aria-busy={busy}
                onClick={() => (open ? setOpen(false) : openAt(0))}
                onKeyDown={onButtonKey}
            >
                {busy && <Spinner />}
                {action.name}
                <span aria-hidden="true" className="oitc-caret" />
            </button>
            {open && (
                <MenuItems action={action} menu={menu} onPick={pick} onLeave={() => setOpen(false)} onClose={close} />
            )}
        </>
    );
};

interface ItemsProps {
    readonly action: PressableAction;
    readonly menu: RefObject<HTMLDivElement>;
    readonly onPick: (value: string) => void;
    /** Focus moves on to whatever follows the menu. */
    readonly onLeave: () => void;
    /** Focus returns to the button. */
    readonly onClose: () => void;
}

const MenuItems = ({action, menu, onPick, onLeave, onClose}: ItemsProps) => {
    const onKeyDown = (event: KeyboardEvent) => {
        const all = itemsOf(menu.current);
        const next = moved(event.key, all.indexOf(document.activeElement as HTMLElement), all.length);
        if (event.key === 'Tab') {
            onLeave();
            return;
        }
        if (next !== undefined || event.key === 'Escape') {
            // Mattermost listens on the document, and uses the arrow keys and Escape as shortcuts.
            event.preventDefault();
            event.stopPropagation();
        }
        if (event.key === 'Escape') {
            onClose();
        } else if (next !== undefined) {
            all[next]?.focus();
        }
    };
    return (
        <div ref={menu} role="menu" tabIndex={-1} aria-label={action.name} className="oitc-menu" onKeyDown={onKeyDown}>
            {(action.options ?? []).map(({text, value}) => (
                <button key={value} type="button" role="menuitem" tabIndex={-1} onClick={() => onPick(value)}>
                    {text}
                </button>
            ))}
        </div>
    );
};

import React, {type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState} from 'react';
import {floatAt} from './float_at';
import {Icon, type IconName} from './icon';
import {focusItem, MenuItems} from './menu_items';
import type {PressableAction} from './post_actions';
import {Spinner} from './spinner';

interface Props {
    readonly action: PressableAction;
    /** Instead of the name, which screen readers still say. */
    readonly icon?: IconName | undefined;
    readonly busy: boolean;
    readonly onPick: (action: PressableAction, value: string) => void;
}

interface Refs {
    readonly button: RefObject<HTMLElement>;
    readonly menu: RefObject<HTMLElement>;
    /** Which item gets the focus; from the end if it is negative. */
    readonly first: RefObject<number>;
}

/** While the menu is open, it floats at its button, one of its items has the focus, and a click outside closes it. */
const useOpened = (open: boolean, setOpen: (open: boolean) => void, {button, menu, first}: Refs): void =>
    useEffect(() => {
        if (!open || !button.current || !menu.current) {
            return undefined;
        }
        const end = floatAt(button.current, menu.current);
        focusItem(menu.current, first.current ?? 0);
        const onPointerDown = ({target}: Event) => {
            const inside = [button, menu].some(({current}) => current?.contains(target as Node));
            setOpen(inside);
        };
        document.addEventListener('pointerdown', onPointerDown);
        return () => {
            end();
            document.removeEventListener('pointerdown', onPointerDown);
        };
    }, [open, setOpen, button, menu, first]);

/**
 * An action with options, as a menu button of the ARIA Authoring Practices: arrow keys, Home, End and letters move the focus;
 * Escape and Tab close the menu. No `<select>`: moving through one with the arrow keys would already acknowledge.
 */
export const MenuButton = ({action, icon, busy, onPick}: Props) => {
    const [open, setOpen] = useState(false);
    const id = useId();
    const button = useRef<HTMLButtonElement>(null);
    const menu = useRef<HTMLDivElement>(null);
    const first = useRef(0);
    useOpened(open, setOpen, {button, menu, first});

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
                className={`oitc-button oitc-button--${icon ? 'icon' : 'secondary'}`}
                disabled={action.disabled}
                aria-label={action.name}
                title={action.name}
                aria-haspopup="menu"
                aria-expanded={open}
                aria-controls={open ? id : undefined}
                aria-disabled={busy}
                aria-busy={busy}
                onClick={() => (open ? setOpen(false) : openAt(0))}
                onKeyDown={onButtonKey}
            >
                {busy ? <Spinner /> : icon && <Icon name={icon} />}
                {!icon && action.name}
                {!icon && <Icon name="down" />}
            </button>
            {open && (
                <MenuItems
                    action={action}
                    id={id}
                    menu={menu}
                    onPick={pick}
                    onLeave={() => setOpen(false)}
                    onClose={close}
                />
            )}
        </>
    );
};

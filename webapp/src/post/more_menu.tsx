import React, {type KeyboardEvent, useEffect, useRef, useState} from 'react';
import type {PressableAction} from './post_actions';
import {Spinner} from './spinner';

interface Props {
    readonly action: PressableAction;
    readonly busy: boolean;
    readonly onPick: (action: PressableAction, value: string) => void;
}

/** Where the focus goes from item `at` of `count`; undefined for a key that moves nothing. */
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

/**
 * The further actions as a menu button (ARIA authoring practices): arrows, Home and End move, Escape and Tab close. The
 * items stand below the button in the flow of the post, where a list that scrolls cannot cut them off.
 */
export const MoreMenu = ({action, busy, onPick}: Props) => {
    const [open, setOpen] = useState(false);
    const button = useRef<HTMLButtonElement>(null);
    const menu = useRef<HTMLDivElement>(null);
    const first = useRef(0);
    const options = action.options ?? [];

    useEffect(() => {
        if (!open) {
            return undefined;
        }
        // All of it, not only the item that gets the focus.
        menu.current?.scrollIntoView?.({block: 'nearest'});
        itemsOf(menu.current).at(first.current)?.focus({preventScroll: true});
        const onPointerDown = ({target}: Event) => {
            const inside = [button, menu].some(({current}) => current?.contains(target as Node));
            setOpen(inside);
        };
        document.addEventListener('pointerdown', onPointerDown);
        return () => document.removeEventListener('pointerdown', onPointerDown);
    }, [open]);

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
    const onMenuKey = (event: KeyboardEvent) => {
        const all = itemsOf(menu.current);
        const next = moved(event.key, all.indexOf(document.activeElement as HTMLElement), all.length);
        if (event.key === 'Tab') {
            setOpen(false);
            return;
        }
        if (next !== undefined || event.key === 'Escape') {
            // Mattermost listens on the document: arrows and Escape are its shortcuts, too.
            event.preventDefault();
            event.stopPropagation();
        }
        if (event.key === 'Escape') {
            close();
        } else if (next !== undefined) {
            all[next]?.focus();
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
                <div
                    ref={menu}
                    role="menu"
                    tabIndex={-1}
                    aria-label={action.name}
                    className="oitc-menu"
                    onKeyDown={onMenuKey}
                >
                    {options.map(({text, value}) => (
                        <button key={value} type="button" role="menuitem" tabIndex={-1} onClick={() => pick(value)}>
                            {text}
                        </button>
                    ))}
                </div>
            )}
        </>
    );
};

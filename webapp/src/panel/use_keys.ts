import type {KeyboardEvent} from 'react';

export interface KeyTargets {
    readonly move: (by: 1 | -1) => void;
    readonly select: () => void;
    readonly acknowledge: () => void;
    readonly downtime: () => void;
    readonly recheck: () => void;
    readonly details: () => void;
    readonly filter: () => void;
    readonly back: () => void;
    readonly help: () => void;
}

const KEYS: Readonly<Record<string, (targets: KeyTargets) => void>> = {
    j: ({move}) => move(1),
    ArrowDown: ({move}) => move(1),
    k: ({move}) => move(-1),
    ArrowUp: ({move}) => move(-1),
    x: ({select}) => select(),
    ' ': ({select}) => select(),
    a: ({acknowledge}) => acknowledge(),
    d: ({downtime}) => downtime(),
    r: ({recheck}) => recheck(),
    Enter: ({details}) => details(),
    '/': ({filter}) => filter(),
    '?': ({help}) => help(),
};

/** Where letters are typed, and where Enter and the space bar press, keys keep their own meaning; Escape goes back from everywhere. */
export const onPanelKey =
    (targets: KeyTargets) =>
    (event: KeyboardEvent<HTMLElement>): void => {
        const {key, ctrlKey, metaKey, altKey} = event;
        if (key === 'Escape') {
            targets.back();
            return;
        }
        const element = event.target as HTMLElement;
        const types = element.matches('input, textarea, select');
        const presses = element.matches('button, a') && (key === 'Enter' || key === ' ');
        const act = KEYS[key];
        if (act && !types && !presses && !ctrlKey && !metaKey && !altKey) {
            event.preventDefault();
            event.stopPropagation();
            act(targets);
        }
    };

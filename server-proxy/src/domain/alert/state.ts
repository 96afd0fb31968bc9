import {HOST_STATES, SERVICE_STATES, type State} from '#contract';

/**
 * Reads a state as the core writes it: its number (`$HOSTSTATEID$`) or its name (`$HOSTSTATE$`).
 * @returns undefined for anything else
 */
export const parseState = (kind: 'host' | 'service', raw: string): State | undefined => {
    const states: readonly State[] = kind === 'host' ? HOST_STATES : SERVICE_STATES;
    const text = raw.trim().toUpperCase();
    return /^\d{1,2}$/.test(text) ? states[Number(text)] : states.find((state) => state === text);
};

/** Colours and emojis of the built-in module, so that nobody has to relearn them. */
const COLOUR: Readonly<Record<State, string>> = {
    UP: '#5cb85c',
    OK: '#5cb85c',
    WARNING: '#f0ad4e',
    DOWN: '#d9534f',
    CRITICAL: '#d9534f',
    UNREACHABLE: '#adadad',
    UNKNOWN: '#adadad',
};

const EMOJI: Readonly<Record<State, string>> = {
    UP: '✅',
    OK: '✅',
    WARNING: '⚠️',
    DOWN: '🚨',
    CRITICAL: '🚨',
    UNREACHABLE: '⁉️',
    UNKNOWN: '⁉️',
};

/** Colour of notices that are not about a problem (downtime, flapping). */
export const INFO_COLOUR = '#1895f5';

/** Colour of a problem that somebody takes care of: none of a state, and visible on light and dark backgrounds. */
export const HANDLED_COLOUR = '#8b8f94';

export const stateColour = (state: State): string => COLOUR[state];
export const stateEmoji = (state: State): string => EMOJI[state];

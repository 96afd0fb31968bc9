import React from 'react';

const PATHS = {
    check: 'M3 8.5 6.5 12 13 4.5',
    pause: 'M5.5 3.5v9M10.5 3.5v9',
    bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
    dots: 'M2.6 8h.8M7.6 8h.8M12.6 8h.8',
    down: 'M4 6l4 4 4-4',
    up: 'M4 10l4-4 4 4',
} as const;

export type IconName = keyof typeof PATHS;

/** Drawn rather than written, as not every font has these signs. Decorative: words say the same. */
export const Icon = ({name}: {readonly name: IconName}) => (
    <svg aria-hidden="true" className="oitc-icon" viewBox="0 0 16 16" width="16" height="16">
        <path d={PATHS[name]} />
    </svg>
);

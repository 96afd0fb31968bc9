declare const __VERSION__: string | undefined;

/** Of this half; that of the handler may differ for a while after an upgrade. */
export const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';

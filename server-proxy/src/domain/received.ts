/** Of what was received, unchecked: empty unless it is a text. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

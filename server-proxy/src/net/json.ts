/** An answer's text as JSON. @returns undefined unless it is an object or a list */
export const objectIn = (text: string): Readonly<Record<string, unknown>> | undefined => {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
    } catch {
        return undefined;
    }
};

/** UUID of the n-th object of a bench, the same in both processes. */
export const benchUuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** `2 d 3 h`, `12 min`, `45 s`: the two largest units, readable in both languages. */
export const formatDuration = (seconds: number): string => {
    const parts: string[] = [];
    let rest = Math.max(0, Math.floor(seconds));
    for (const [unit, size] of UNITS) {
        const count = Math.floor(rest / size);
        rest -= count * size;
        if (count > 0) {
            parts.push(`${count} ${unit}`);
        } else if (parts.length > 0) {
            break;
        }
    }
    return parts.slice(0, 2).join(' ') || '0 s';
};

const UNITS = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
] as const;

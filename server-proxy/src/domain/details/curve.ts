/** One value of a service's performance data over time. */
export interface Curve {
    readonly name: string;
    /** As the plugin writes it, e.g. `ms`, `%`, `B`; empty for a plain number. */
    readonly unit: string;
    /** Bounds of the plugin's ranges, where there are any. */
    readonly warning: readonly number[];
    readonly critical: readonly number[];
    /** Unix seconds and value, in order of time. */
    readonly points: readonly Point[];
}

export type Point = readonly [at: number, value: number];

/**
 * The bounds in a threshold as plugins write them: `80`, `10:`, `~:80`, `10:20`, `@10:20`. The 0 that `80` begins with is no
 * bound that anybody set.
 */
export const boundsIn = (threshold: string | number | null | undefined): readonly number[] => {
    const text = String(threshold ?? '')
        .trim()
        .replace(/^@/, '');
    return text
        .split(':', 2)
        .filter((part) => part.trim() !== '')
        .map(Number)
        .filter(Number.isFinite);
};

/**
 * At most about so many points. Of the points that share a place, the lowest and the highest stay, so that no peak is lost.
 */
export const thinOut = (points: readonly Point[], most: number): readonly Point[] => {
    const [first, last] = [points[0], points.at(-1)];
    if (points.length <= most || !first || !last) {
        return points;
    }
    const places = Math.max(1, Math.floor(most / 2));
    const width = (last[0] - first[0]) / places || 1;
    const kept: Point[] = [];
    for (let place = 0, at = 0; place < places; place += 1) {
        const end = place === places - 1 ? Number.POSITIVE_INFINITY : first[0] + (place + 1) * width;
        let [low, high]: [Point | undefined, Point | undefined] = [undefined, undefined];
        for (; at < points.length; at += 1) {
            const point = points[at];
            if (!point || point[0] >= end) {
                break;
            }
            low = !low || point[1] < low[1] ? point : low;
            high = !high || point[1] > high[1] ? point : high;
        }
        kept.push(...inOrder(low, high));
    }
    return kept;
};

const inOrder = (low: Point | undefined, high: Point | undefined): readonly Point[] => {
    if (!low || !high) {
        return [];
    }
    return low === high ? [low] : [low, high].sort((a, b) => a[0] - b[0]);
};

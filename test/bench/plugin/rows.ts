import {quantile, type Row, row} from '../measure';

interface Memory {
    readonly resident: number;
    /** Its own alone, and no file's: RssAnon. */
    readonly private: number;
}

/** Of one plugin, as the host reports it (`test/peer/mattermosthost`): milliseconds and MB. */
export interface Measured {
    readonly name: string;
    readonly activation: readonly number[];
    readonly idle: Memory;
    readonly used: Memory;
    readonly times: Readonly<Record<string, readonly number[]>>;
    /** Of the plugin's process for one call, one number a round. */
    readonly cpu: Readonly<Record<string, readonly number[]>>;
}

const ACTIVATION = {ms: 300, ratio: 2.2};
const IDLE_MB = 25;
const USED_MB = 45;
const BUNDLE_MB = 41;

interface Ratios {
    readonly p50: number;
    readonly p99: number;
}

const SEQUENTIAL: Ratios = {p50: 0.6, p99: 0.8};
const AT_ONCE: Ratios = {p50: 1, p99: 1.2};

/** What is called, in the order of the table, and the most that ours may take of Go's time. */
const TARGETS: Readonly<Record<string, Ratios | undefined>> = {
    'GET sequential': SEQUENTIAL,
    'POST sequential': SEQUENTIAL,
    'GET 64 at once': AT_ONCE,
    'POST 64 at once': AT_ONCE,
    MessageWillBePosted: undefined,
};

/** The minimal plugin in Go beside ours. @param total requests after which memory is measured again @param bundleBytes if it was built */
export const pluginRows = ([go, ours]: readonly [Measured, Measured], total: number, bundleBytes?: number): Row[] => [
    ...Object.keys(TARGETS).flatMap((name) => [timesRow(name, go, ours), cpuRow(name, go, ours)]),
    activationRow(go, ours),
    ...memoryRows('idle', go.idle, ours.idle, IDLE_MB),
    ...memoryRows(`after ${total} requests`, go.used, ours.used, USED_MB),
    ...(bundleBytes === undefined ? [] : [bundleRow(bundleBytes)]),
];

const timesRow = (name: string, go: Measured, ours: Measured): Row => {
    const [p50, p99] = [0.5, 0.99].map((p) => {
        const [theirs, mine] = [quantile(go.times[name] ?? [], p), quantile(ours.times[name] ?? [], p)];
        return {ratio: mine / theirs, text: `${theirs.toFixed(2)} → ${mine.toFixed(2)} ms, ${ratioText(mine, theirs)}`};
    }) as [{ratio: number; text: string}, {ratio: number; text: string}];
    const target = TARGETS[name];
    return row(
        `${name}: Go → ours`,
        `p50 ${p50.text}; p99 ${p99.text}`,
        target ? `p50 ≤ ${target.p50} ×, p99 ≤ ${target.p99} ×` : '',
        !target || (p50.ratio <= target.p50 && p99.ratio <= target.p99),
    );
};

const ratioText = (mine: number, theirs: number): string => `${(mine / theirs).toFixed(2)} ×`;

const cpuRow = (name: string, go: Measured, ours: Measured): Row => {
    const [theirs, mine] = [go, ours].map(({cpu}) => quantile(cpu[name] ?? [], 0.5)) as [number, number];
    return row('… CPU a call', `${theirs.toFixed(2)} → ${mine.toFixed(2)} ms, ${ratioText(mine, theirs)}`);
};

const activationRow = (go: Measured, ours: Measured): Row => {
    const [theirs, mine] = [go, ours].map(({activation}) => quantile(activation, 0.5)) as [number, number];
    return row(
        `activation, median of ${ours.activation.length}: Go → ours`,
        `${theirs.toFixed(0)} → ${mine.toFixed(0)} ms, ${ratioText(mine, theirs)}`,
        `≤ ${ACTIVATION.ms} ms or ≤ ${ACTIVATION.ratio} ×`,
        mine <= ACTIVATION.ms || mine / theirs <= ACTIVATION.ratio,
    );
};

const memoryRows = (when: string, go: Memory, ours: Memory, most: number): Row[] => [
    row(
        `private memory (RssAnon) ${when}: Go → ours`,
        `${go.private.toFixed(0)} → ${ours.private.toFixed(0)} MB`,
        `≤ ${most} MB`,
        ours.private <= most,
    ),
    row(`… resident memory`, `${go.resident.toFixed(0)} → ${ours.resident.toFixed(0)} MB`),
];

/** In megabytes as sellers of disks and `npm run dist` count them. */
const bundleRow = (bytes: number): Row => {
    const megabytes = bytes / 1_000_000;
    return row("the bundle's archive", `${megabytes.toFixed(1)} MB`, `≤ ${BUNDLE_MB} MB`, megabytes <= BUNDLE_MB);
};

import {rankOf, type State} from '#contract';
import type {TargetIds} from '../alert/alert';

interface Named {
    readonly target: TargetIds;
    readonly serviceName?: string;
    readonly state?: State;
}

/** The checks of exactly this name on other hosts, the worst first. What is not monitored says nothing. */
export const elsewhere = <T extends Named>(
    {target, serviceName}: Pick<Named, 'target' | 'serviceName'>,
    found: readonly T[],
): readonly (T & {readonly state: State})[] =>
    found
        .flatMap((one) => (one.state === undefined ? [] : [{...one, state: one.state}]))
        .filter((one) => one.serviceName === serviceName && one.target.hostUuid !== target.hostUuid)
        .toSorted((a, b) => rankOf(a.state) - rankOf(b.state));

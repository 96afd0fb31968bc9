import {isDeepStrictEqual} from 'node:util';
import {AppError} from '../errors';
import type {HandoverSchedule} from '../shift/schedule';
import {says} from '../texts';
import type {Subscription} from './subscription';

/** All subscriptions of all channels, as they are stored, exported and imported. */
export interface Subscriptions {
    readonly version: 1;
    readonly subscriptions: readonly Subscription[];
    /** Which channels get their hand-over by themselves, and when; absent: none. */
    readonly handovers?: readonly HandoverSchedule[] | undefined;
}

export const NO_SUBSCRIPTIONS: Subscriptions = {version: 1, subscriptions: []};

export const isSame = (one: Subscriptions, other: Subscriptions): boolean => isDeepStrictEqual(one, other);

/** Adds it. The order is that in which they were made. */
export const subscribed = (state: Subscriptions, subscription: Subscription): Subscriptions => ({
    ...state,
    subscriptions: [...state.subscriptions, subscription],
});

/**
 * With one of them changed.
 * @param revision that its editor saw
 * @throws AppError `forbidden` when somebody else has changed or removed it meanwhile
 */
export const changed = (state: Subscriptions, next: Subscription, revision: number): Subscriptions => {
    requireRevision(state, next.id, revision);
    const put = (one: Subscription) => (one.id === next.id ? {...next, revision: revision + 1} : one);
    return {...state, subscriptions: state.subscriptions.map(put)};
};

/** Without it. @throws AppError `forbidden` when somebody else has changed or removed it meanwhile */
export const unsubscribed = (state: Subscriptions, id: string, revision: number): Subscriptions => {
    requireRevision(state, id, revision);
    return {...state, subscriptions: state.subscriptions.filter((one) => one.id !== id)};
};

const requireRevision = ({subscriptions}: Subscriptions, id: string, revision: number): void => {
    const known = subscriptions.find((one) => one.id === id);
    if (known?.revision === revision) {
        return;
    }
    throw new AppError(
        'forbidden',
        says(({subscriptions: texts}) => (known ? texts.changedMeanwhile(known.by.username) : texts.removedMeanwhile)),
    );
};

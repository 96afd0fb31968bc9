import type {ActionKind} from '../../domain/pending_action';
import {acknowledge} from './acknowledge';
import {removeAcknowledgement} from './remove_acknowledgement';
import type {Strategy} from './strategy';

const STRATEGIES: {readonly [K in ActionKind]?: Strategy} = {
    acknowledge,
    remove_acknowledgement: removeAcknowledgement,
};

/** @returns undefined for what a newer version stored */
export const strategyOf = (kind: ActionKind): Strategy | undefined => STRATEGIES[kind];

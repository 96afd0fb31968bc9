import type {ActionKind} from '../../domain/action/action_request';
import {acknowledge} from './acknowledge';
import {cancelDowntime} from './cancel_downtime';
import {recheck} from './recheck';
import {removeAcknowledgement} from './remove_acknowledgement';
import {replaceComment} from './replace_comment';
import {scheduleDowntime} from './schedule_downtime';
import type {Strategy} from './strategy';

const STRATEGIES: {readonly [K in ActionKind]?: Strategy} = {
    acknowledge,
    remove_acknowledgement: removeAcknowledgement,
    schedule_downtime: scheduleDowntime,
    cancel_downtime: cancelDowntime,
    recheck,
    replace_comment: replaceComment,
};

/** @returns undefined for what a newer version stored */
export const strategyOf = (kind: ActionKind): Strategy | undefined => STRATEGIES[kind];

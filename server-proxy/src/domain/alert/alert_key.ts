import {createHash} from 'node:crypto';
import type {TargetIds} from './alert';

/** Key of an alert in the store: an object has at most one open problem at a time. */
export const alertKey = ({hostUuid, serviceUuid}: TargetIds): string =>
    serviceUuid ? `${hostUuid}/${serviceUuid}` : hostUuid;

/** @param key of an object's newest problem */
export const targetOf = (key: string): TargetIds => {
    const [hostUuid = '', serviceUuid] = key.split('/');
    return serviceUuid === undefined ? {hostUuid} : {hostUuid, serviceUuid};
};

/** The newest problem of an object has the object's key; earlier ones move to these keys, where late notifications find them. */
export const earlierKey = (key: string, problemId: string): string => {
    // Keys in Mattermost's table hold at most 150 characters.
    const id = problemId.length <= 40 ? problemId : createHash('sha256').update(problemId).digest('hex').slice(0, 40);
    return `${key}#${id}`;
};

/** Key under which an object's seen notices are remembered. */
export const noticesKey = (key: string): string => `${key}~notices`;

/** What is stored of an object's next post while it is being made. No problem has this id. */
export const intentKey = (key: string): string => `${key}#~post`;

/** What holds the action of a bulk action on an object of which no open problem is known. No problem has this id. */
export const carrierKey = (key: string): string => `${key}#~bulk`;

export const isCarrierKey = (key: string): boolean => key.endsWith('#~bulk');

/** Where a post that was made, perhaps twice, is remembered when the object's next one needs its place. */
export const checkKey = (slot: string, nonce: string): string => earlierKey(slot, nonce);

export const isEarlierKey = (key: string): boolean => key.includes('#');

/** Is it the key of an object, under which its newest problem is stored? */
export const isProblemKey = (key: string): boolean => !/[#~]/u.test(key);

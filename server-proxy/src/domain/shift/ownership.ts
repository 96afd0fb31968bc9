import {ownedSince, ownerOf} from '../alert/ack_details';
import type {AlertRecord} from '../alert/record';
import type {Handover} from './shift_state';

/** Is it somebody's: acknowledged or taken over by them? @param userId Mattermost's */
export const isOf = ({look, ack}: AlertRecord, userId: string): boolean =>
    look === 'acknowledged' && ack !== undefined && userId !== '' && ownerOf(ack) === userId;

/** With another owner, if it still belongs to whoever handed it over. Pure. @param at when it was accepted, in Unix seconds */
export const handedTo = (record: AlertRecord, {from, to, askedAt}: Handover, at: number): AlertRecord => {
    const {ack} = record;
    if (!ack || !isOf(record, from.userId) || ownedSince(ack) > askedAt) {
        return record;
    }
    const {userId, username, author} = to;
    return {...record, ack: {...ack, handedTo: {userId, username, author, at}}, updatedAt: at};
};

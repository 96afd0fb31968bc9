import {EVERYTHING, type Subscription} from './subscription';

/** A subscription that is being edited: nothing of it is stored yet. */
export interface Draft extends Omit<Subscription, 'by'> {
    /** It does not replace a stored one, of which `revision` would be. */
    readonly isNew: boolean;
}

export const newDraft = (id: string, channelId: string): Draft => ({
    id,
    channelId,
    filter: EVERYTHING,
    shadow: false,
    revision: 0,
    isNew: true,
});

export const draftOf = ({by: _by, ...subscription}: Subscription): Draft => ({...subscription, isNew: false});

export const subscriptionOf = ({isNew: _isNew, ...draft}: Draft, by: Subscription['by']): Subscription => ({
    ...draft,
    by,
});

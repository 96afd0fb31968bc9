import {AppError} from './errors';

/** Which channels an administrator has authorised by a button, and which set-up may offer. */
export interface AuthorityState {
    readonly version: 1;
    /** Ids of channels. */
    readonly authorised: readonly string[];
    /** Channels whose posts did not count, oldest first. */
    readonly offered: readonly OfferedChannel[];
    /** Administrators have been told about channels in which earlier versions took posts. */
    readonly told?: true;
}

export interface OfferedChannel {
    readonly channelId: string;
    /** Mattermost id of the webhook's owner. */
    readonly userId: string;
}

/** Anybody may post into channels of their own: a message lists no more of them than a person can judge. */
const MOST_OFFERED = 20;

const NOTHING: AuthorityState = {version: 1, authorised: [], offered: []};

/** @throws AppError `internal` for what this version cannot read, so that it is never overwritten */
export const parseAuthorityState = (text: string | undefined): AuthorityState => {
    if (text === undefined) {
        return NOTHING;
    }
    try {
        const state = JSON.parse(text) as AuthorityState;
        if (state.version === 1 && Array.isArray(state.authorised) && Array.isArray(state.offered)) {
            return state;
        }
    } catch {
        // said below
    }
    throw new AppError('internal', 'The stored list of authorised channels cannot be read.');
};

/** The newest are kept, and those that are authorised. */
export const withOffered = (state: AuthorityState, channel: OfferedChannel): AuthorityState => {
    if (state.offered.some(({channelId}) => channelId === channel.channelId)) {
        return state;
    }
    const open = state.offered.filter(({channelId}) => !state.authorised.includes(channelId));
    const oldest = open.length < MOST_OFFERED ? undefined : open[0];
    return {...state, offered: [...state.offered.filter((known) => known !== oldest), channel]};
};

export const withAuthority = (state: AuthorityState, channelId: string, isAuthorised: boolean): AuthorityState => {
    const others = state.authorised.filter((id) => id !== channelId);
    return {...state, authorised: isAuthorised ? [...others, channelId] : others};
};

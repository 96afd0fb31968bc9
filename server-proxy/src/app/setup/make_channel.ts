import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {ChannelsPort, FoundChannel, NewChannel} from './channels_port';
import {type PlannedChannel, planChannel, sentenceOf} from './plan_channel';
import type {SetupState, SetupStore} from './setup_state';
import type {Undone, UndoneObject} from './undo_setup';

export interface ChannelDeps {
    readonly channels: ChannelsPort;
    readonly store: SetupStore;
    /** Id, or `team/channel`; empty while it is not set. */
    readonly defaultChannel: string;
}

const PURPOSE = 'Alerts from openITCOCKPIT';

export const hasWork = ({state}: PlannedChannel): boolean => state === 'create' || state === 'join';

/** @throws AppError when set-up cannot create what the setting names; its sentence says what to do */
export const refuseUnusable = (planned: PlannedChannel): void => {
    const sentence = says(({setupChat}) => `${sentenceOf(planned, setupChat)} ${setupChat.nothingChanged}`);
    switch (planned.state) {
        case 'archived':
            throw new AppError('mattermost_channel_archived', sentence);
        case 'team_missing':
        case 'deleted':
        case 'unreadable':
            throw new AppError('mattermost_channel_unknown', sentence);
        default:
            return;
    }
};

/** Creates the planned channel, recorded beforehand, has our account join it, then reads it back. */
export const makeChannel = async (deps: ChannelDeps, state: SetupState, userId: string): Promise<void> => {
    const {channels, store, defaultChannel} = deps;
    const planned = await planChannel(channels, defaultChannel, userId);
    const {channel: made} = state;
    if (planned.state === 'create') {
        const {teamId, name, wanted: address} = planned;
        const as: NewChannel = {teamId, name, displayName: name, purpose: PURPOSE, creatorId: userId};
        await store.save({...state, channel: {as, address}});
        const id = await channels.createChannel(as);
        await store.save({...state, channel: {id, as, address}});
        await channels.join({id, teamId});
    } else if (planned.state === 'join') {
        if (made && made.id === undefined && isAs(planned.found, made.as)) {
            // Interrupted after it was created and before its id was stored.
            await store.save({...state, channel: {...made, id: planned.found.id}});
        }
        await channels.join(planned.found);
    }
    const now = await planChannel(channels, defaultChannel, userId);
    if (hasWork(now)) {
        throw new AppError(
            'mattermost_bad_answer',
            says(({setupChat}) => setupChat.channelNotKept),
        );
    }
};

const isAs = (found: FoundChannel, as: NewChannel): boolean =>
    found.teamId === as.teamId && found.name === as.name && found.purpose === as.purpose;

/** Archives the channel that set-up created (Mattermost deletes none), unless somebody wrote there or changed it. */
export const undoChannel = async (
    deps: Pick<ChannelDeps, 'channels' | 'store'>,
    begun: SetupState,
): Promise<readonly UndoneObject[]> => {
    const {channel: made, ...rest} = begun;
    if (!made) {
        return [];
    }
    const {channels, store} = deps;
    const found = await channels.findChannel(made.id ?? made.address);
    const outcome = await undo(channels, made.as, found);
    if (outcome === 'gone' || outcome === 'archived') {
        await store.save(rest);
    }
    return [{name: made.address, outcome}];
};

const undo = async (channels: ChannelsPort, as: NewChannel, found: FoundChannel | undefined): Promise<Undone> => {
    if (!found || found.isArchived) {
        return 'gone';
    }
    if (!isAs(found, as)) {
        return 'changed';
    }
    if (await channels.isWrittenIn(found.id)) {
        return 'written';
    }
    await channels.archive(found.id);
    return 'archived';
};

import type {Post} from '@mattermost/types/posts';
import {ACTION, CHOICE, type PanelRow} from '#contract';
import {pressAction} from '../post/press';
import type {HostStore} from '../state';

export type RowAction = 'acknowledge' | 'downtime' | 'recheck';

const PRESS: Readonly<Record<RowAction, {readonly id: string; readonly choice: string}>> = {
    acknowledge: {id: ACTION.acknowledge, choice: ''},
    downtime: {id: ACTION.more, choice: CHOICE.scheduleDowntime},
    recheck: {id: ACTION.more, choice: CHOICE.recheck},
};

/** A post that this web client has not loaded is as good for pressing as one that it has. */
const postOf = (store: HostStore, {post_id: id, channel_id: channelId}: PanelRow['posts'][number]): Post =>
    store.getState().entities.posts?.posts?.[id] ?? ({id, channel_id: channelId, update_at: 0, props: {}} as Post);

/** Presses the button of the problem's post, which opens the same dialog. @returns false if it has no post */
export const pressRow = (store: HostStore, {posts: [first]}: PanelRow, action: RowAction): boolean => {
    if (!first) {
        return false;
    }
    const {id, choice} = PRESS[action];
    void pressAction(store, postOf(store, first), {id, name: id, type: 'button'} as never, choice);
    return true;
};

import type {ChatUser} from '../../app/posts/chat_port';
import type {MembersPort} from '../../app/shift/members_port';
import {USER_SEARCH} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import {structOf} from '../../wire/go_values';
import {chatUser} from './chat_user';

const SEARCH = gob.struct('Z_Args', {A: USER_SEARCH});

/** MembersPort over the plugin API, which checks no permissions: callers have to. */
export class RpcMembers implements MembersPort {
    constructor(private readonly api: PluginApi) {}

    async membersOf(channelId: string, part: string, most: number): Promise<readonly ChatUser[]> {
        const {A} = await this.api.call('SearchUsers', SEARCH, {
            A: {Term: part, InChannelId: channelId, Limit: most},
        });
        return (Array.isArray(A) ? A : []).map((user) => chatUser(structOf(user)));
    }
}

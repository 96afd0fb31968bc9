import {PANEL_EVENT} from '#contract';
import type {PanelEventsPort} from '../../app/panel/panel_events';
import {ANY_MAP, BROADCAST} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import type {RpcChat} from './chat';

const PUBLISH = gob.struct('Z_Args', {A: gob.string, B: ANY_MAP, C: BROADCAST});

/** Mattermost passes the event on to the web clients of all nodes. It holds nothing: who may see what is asked for anew. */
export class RpcPanelEvents implements PanelEventsPort {
    constructor(
        private readonly api: PluginApi,
        private readonly chat: Pick<RpcChat, 'channelId'>,
    ) {}

    async toChannel(channel: string): Promise<void> {
        await this.publish({ChannelId: await this.chat.channelId(channel)});
    }

    toPerson(userId: string): Promise<void> {
        return this.publish({UserId: userId});
    }

    private async publish(audience: {readonly ChannelId?: string; readonly UserId?: string}): Promise<void> {
        await this.api.call('PublishWebSocketEvent', PUBLISH, {A: PANEL_EVENT, B: {}, C: audience});
    }
}

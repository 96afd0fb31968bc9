import {LRUCache} from 'lru-cache';
import type {MentionReach} from '../../app/posts/chat_port';
import type {Logger} from '../../app/telemetry';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import {isEverybody} from '../../domain/subscription/loudness';
import {PERMISSION} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import {boolOf, numberOf, stringOf, structOf} from '../../wire/go_values';
import {unlessMissing} from './unless_missing';

const TWO_STRINGS = gob.struct('Z_Args', {A: gob.string, B: gob.string});
const CHANNEL_PERMISSION = gob.struct('Z_Args', {A: gob.string, B: gob.string, C: PERMISSION});

const CHANNELS_KEPT = 2000;

/** What our account needs so that Mattermost notifies of its mentions, and what it lacks. */
export class RpcMentions {
    private readonly allowed = new LRUCache<string, true>(atMost(CHANNELS_KEPT));

    constructor(
        private readonly api: PluginApi,
        private readonly botId: string,
        private readonly logger: Logger,
    ) {}

    /**
     * A plugin may post where its bot is not a member, but such a bot mentions everybody in vain: it joins the channel first. What
     * keeps it from that keeps no alert from being posted.
     */
    async prepare(channelId: string, mentions: readonly string[]): Promise<void> {
        if (!mentions.some(isEverybody) || this.allowed.has(channelId)) {
            return;
        }
        try {
            if (!(await this.mayMention(channelId))) {
                const {TeamId} = structOf((await this.api.find('GetChannel', channelId)).A);
                await this.api.call('CreateTeamMember', TWO_STRINGS, {A: stringOf(TeamId), B: this.botId});
                await this.api.call('AddChannelMember', TWO_STRINGS, {A: channelId, B: this.botId});
            }
            this.allowed.set(channelId, true);
        } catch (error) {
            this.logger.warn('The bot could not join a channel in which it is to mention everybody', {
                channel: channelId,
                error: asAppError(error),
            });
        }
    }

    async reachOf(mention: string, channelId: string): Promise<MentionReach> {
        if (isEverybody(mention)) {
            return (await this.mayMention(channelId)) ? 'reached' : 'forbidden';
        }
        const user = await unlessMissing(this.api.find('GetUserByUsername', mention.slice(1)));
        const id = stringOf(user?.Id);
        if (!user || id === '' || numberOf(user.DeleteAt) > 0) {
            return 'unknown';
        }
        const member = this.api.call('GetChannelMember', TWO_STRINGS, {A: channelId, B: id});
        return (await unlessMissing(member)) ? 'reached' : 'outside';
    }

    private async mayMention(channelId: string): Promise<boolean> {
        const permission = {Id: 'use_channel_mentions', Name: '', Description: '', Scope: 'channel_scope'};
        const {A} = await this.api.call('HasPermissionToChannel', CHANNEL_PERMISSION, {
            A: this.botId,
            B: channelId,
            C: permission,
        });
        return boolOf(A);
    }
}

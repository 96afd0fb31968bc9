import type {Json} from './json';
import type {VersionRules} from './version_rules';

/** One websocket event, before it gets a connection's sequence number. */
export interface DoubleEvent {
    readonly event: string;
    readonly data: Json;
    readonly broadcast: Json;
}

interface Audience {
    readonly userId?: string;
    readonly channelId?: string;
    readonly teamId?: string;
}

export const eventOf = (rules: VersionRules, event: string, data: Json, audience: Audience): DoubleEvent => {
    const broadcast: Json = {
        omit_users: null,
        user_id: audience.userId ?? '',
        channel_id: audience.channelId ?? '',
        team_id: audience.teamId ?? '',
        connection_id: '',
        omit_connection_id: '',
    };
    return {
        event,
        data,
        broadcast: Object.fromEntries(rules.broadcastKeys.map((key) => [key, broadcast[key]])),
    };
};

import {LRUCache} from 'lru-cache';
import type {ChatUser, MentionReach} from '../../app/posts/chat_port';
import type {Clock} from '../../app/telemetry';
import {atMost} from '../../domain/at_most';
import {AppError, asAppError} from '../../domain/errors';
import {chosenLanguage, chosenTimeZone, provenEmail} from '../../domain/person';
import {textIn} from '../../domain/received';
import {isEverybody} from '../../domain/subscription/loudness';
import {isMattermostId} from '../channel_directory';
import {MOST_KEPT, type RestClient, type RestRequest} from './client';

export class People {
    private readonly users: LRUCache<string, ChatUser>;
    private readonly groups: LRUCache<string, readonly string[]>;

    constructor(
        private readonly rest: RestClient,
        clock: Clock,
    ) {
        const memory = {...atMost(MOST_KEPT), ttl: USER_MEMORY_MS, ttlResolution: 0, perf: clock};
        this.users = new LRUCache(memory);
        this.groups = new LRUCache(memory);
    }

    async user(userId: string): Promise<ChatUser> {
        const known = this.users.get(userId);
        if (known) {
            return known;
        }
        if (!isMattermostId(userId)) {
            throw new AppError('bad_request', 'The request names no Mattermost user.');
        }
        const found = await this.rest.call({
            method: 'GET',
            path: `/users/${userId}`,
            operation: 'get_user',
            repeatable: true,
        });
        const user = chatUser(userId, found);
        this.users.set(userId, user);
        return user;
    }

    async userNamed(username: string): Promise<ChatUser | undefined> {
        const found = await this.named(username);
        return found && chatUser(textIn(found.id), found);
    }

    private named(username: string): Promise<Record<string, unknown> | undefined> {
        const path = `/users/username/${encodeURIComponent(username.toLowerCase())}`;
        return this.unlessMissing({method: 'GET', path, operation: 'find_user', repeatable: true});
    }

    /** Whether our account may mention everybody in a channel is not looked at: whoever may post there may, unless it was forbidden. */
    async reachOf(mention: string, channelId: string): Promise<MentionReach> {
        if (isEverybody(mention)) {
            return 'reached';
        }
        const user = await this.named(mention.slice(1));
        if (!user || user.delete_at) {
            return 'unknown';
        }
        const there = `/channels/${channelId}/members/${textIn(user.id)}`;
        const member = await this.unlessMissing({
            method: 'GET',
            path: there,
            operation: 'get_member',
            repeatable: true,
        });
        return member ? 'reached' : 'outside';
    }

    private async unlessMissing(request: RestRequest): Promise<Record<string, unknown> | undefined> {
        try {
            return await this.rest.call(request);
        } catch (error) {
            const known = asAppError(error);
            if (known.code === 'mattermost_not_found') {
                return undefined;
            }
            throw known;
        }
    }

    async groupsOf(userId: string): Promise<readonly string[]> {
        const known = this.groups.get(userId);
        if (known) {
            return known;
        }
        const path = `/users/${userId}/groups`;
        const names = directoryGroups(
            await this.rest.call({method: 'GET', path, operation: 'get_groups', repeatable: true, urgent: true}),
        );
        this.groups.set(userId, names);
        return names;
    }
}

const USER_MEMORY_MS = 300_000;

const chatUser = (id: string, found: Record<string, unknown>): ChatUser => {
    const roles = textIn(found.roles).split(' ');
    return {
        id,
        username: textIn(found.username),
        fullName: `${textIn(found.first_name)} ${textIn(found.last_name)}`.trim(),
        language: chosenLanguage(textIn(found.locale)),
        timeZone: chosenTimeZone(found.timezone),
        isBot: found.is_bot === true,
        isGuest: roles.includes('system_guest'),
        isActive: !found.delete_at,
        isSystemAdmin: roles.includes('system_admin'),
        // REST never shows whether an address is verified, and shows the log-in service to administrators only.
        provenEmail: provenEmail({
            email: textIn(found.email),
            isVerified: found.email_verified === true,
            authService: textIn(found.auth_service),
        }),
    };
};

/** Only groups that Mattermost synchronises; anyone may add members to those made in Mattermost (`custom`). */
const directoryGroups = (answer: unknown): string[] =>
    (Array.isArray(answer) ? (answer as Record<string, unknown>[]) : [])
        .filter(({source, delete_at}) => source === 'ldap' && !delete_at)
        .map(({name}) => textIn(name).toLowerCase())
        .filter((name) => name !== '');

import {ApiError, channelNotFound, teamNotFound, userNotFound} from './api_error';
import {newId} from './ids';
import type {Channel, Group, IncomingWebhook, Session, Team, User} from './model';
import type {VersionRules} from './version_rules';

/** Everything that posts belong to: users, teams, channels, webhooks, sessions. All look-ups are by map. */
export class Directory {
    readonly users = new Map<string, User>();
    readonly teams = new Map<string, Team>();
    readonly channels = new Map<string, Channel>();
    readonly webhooks = new Map<string, IncomingWebhook>();
    readonly groups: Group[] = [];
    /** Over REST, groups need a licence; plugins get them without. */
    isLicensed = false;
    /** The setting `PostPriority`. */
    hasPriorities = true;
    private readonly usersByName = new Map<string, User>();
    private readonly teamsByName = new Map<string, Team>();
    private readonly channelsByName = new Map<string, Channel>();
    private readonly sessionsByToken = new Map<string, Session>();

    constructor(readonly rules: VersionRules) {}

    addUser(fields: Pick<User, 'username'> & Partial<Omit<User, 'id' | 'username'>>): User {
        if (this.usersByName.has(fields.username)) {
            throw new ApiError(
                400,
                'app.user.save.username_exists.app_error',
                'An account with that username already exists.',
            );
        }
        const user: User = {
            firstName: '',
            lastName: '',
            email: `${fields.username}@example.test`,
            emailVerified: false,
            authService: '',
            password: '',
            roles: 'system_user',
            isBot: false,
            locale: 'en',
            timeZone: '',
            createAt: Date.now(),
            ownerId: '',
            description: '',
            lastPictureUpdate: 0,
            deleteAt: 0,
            ...fields,
            id: newId(),
        };
        this.users.set(user.id, user);
        this.usersByName.set(user.username, user);
        return user;
    }

    addGroup(fields: Pick<Group, 'name' | 'source'> & Partial<Pick<Group, 'deleteAt'>>, members: string[]): Group {
        const group = {id: newId(), displayName: '', deleteAt: 0, ...fields, members: new Set(members)};
        this.groups.push(group);
        return group;
    }

    addTeam(name: string, displayName: string, creatorId: string): Team {
        if (this.teamsByName.has(name)) {
            throw new ApiError(400, 'app.team.save.existing.app_error', 'A team with that name already exists.');
        }
        const team: Team = {
            id: newId(),
            name,
            displayName,
            createAt: Date.now(),
            members: new Set([creatorId]),
            admins: new Set([creatorId]),
        };
        this.teams.set(team.id, team);
        this.teamsByName.set(name, team);
        for (const [channel, label] of [
            ['town-square', 'Town Square'],
            ['off-topic', 'Off-Topic'],
        ] as const) {
            this.addChannel({teamId: team.id, name: channel, displayName: label, type: 'O', creatorId});
        }
        return team;
    }

    addChannel(
        fields: Pick<Channel, 'teamId' | 'name' | 'displayName' | 'type' | 'creatorId'> & {readonly purpose?: string},
    ): Channel {
        const key = channelKey(fields.teamId, fields.name);
        if (this.channelsByName.has(key)) {
            throw new ApiError(
                400,
                'store.sql_channel.save_channel.exists.app_error',
                'A channel with that name already exists on the same team.',
            );
        }
        const channel: Channel = {
            purpose: '',
            ...fields,
            id: newId(),
            createAt: Date.now(),
            members: new Set(fields.creatorId === '' ? [] : [fields.creatorId]),
            postIds: [],
            deleteAt: 0,
            lastPostAt: 0,
        };
        this.channels.set(channel.id, channel);
        this.channelsByName.set(key, channel);
        return channel;
    }

    /** Deletes a channel permanently, as an administrator can on the command line. */
    removeChannel(id: string): void {
        const {teamId, name} = this.channel(id);
        this.channels.delete(id);
        this.channelsByName.delete(channelKey(teamId, name));
    }

    /** The direct channel of two users, created on first use. */
    directChannel(userId: string, otherId: string): Channel {
        const name = [userId, otherId].sort().join('__');
        const existing = this.channelsByName.get(channelKey('', name));
        if (existing) return existing;
        const channel = this.addChannel({teamId: '', name, displayName: '', type: 'D', creatorId: userId});
        channel.members.add(otherId);
        return channel;
    }

    joinTeam(teamId: string, userId: string): void {
        const team = this.team(teamId);
        team.members.add(userId);
        this.channelByName(team.id, 'town-square')?.members.add(userId);
    }

    addWebhook(fields: Omit<IncomingWebhook, 'id' | 'createAt'>): IncomingWebhook {
        const hook = {...fields, id: newId(), createAt: Date.now()};
        this.webhooks.set(hook.id, hook);
        return hook;
    }

    addSession(userId: string, isAccessToken: boolean): Session {
        const session = {id: newId(), token: newId(), userId, csrf: newId(), isAccessToken};
        this.sessionsByToken.set(session.token, session);
        return session;
    }

    session(token: string): Session | undefined {
        const session = this.sessionsByToken.get(token);
        return session && this.users.get(session.userId)?.deleteAt === 0 ? session : undefined;
    }

    revoke(token: string): void {
        this.sessionsByToken.delete(token);
    }

    user(id: string): User {
        const user = this.users.get(id);
        if (!user) throw userNotFound(this.rules, id);
        return user;
    }

    userByName(username: string): User | undefined {
        return this.usersByName.get(username.toLowerCase());
    }

    team(id: string): Team {
        const team = this.teams.get(id);
        if (!team) throw teamNotFound(this.rules, id);
        return team;
    }

    teamByName(name: string): Team | undefined {
        return this.teamsByName.get(name);
    }

    channel(id: string): Channel {
        const channel = this.channels.get(id);
        if (!channel) throw channelNotFound(this.rules, id);
        return channel;
    }

    channelByName(teamId: string, name: string): Channel | undefined {
        return this.channelsByName.get(channelKey(teamId, name));
    }

    isSystemAdmin(userId: string): boolean {
        return this.users.get(userId)?.roles.split(' ').includes('system_admin') ?? false;
    }

    /** May edit other people's posts and manage webhooks in the team. */
    isTeamAdmin(userId: string, teamId: string): boolean {
        return this.isSystemAdmin(userId) || (this.teams.get(teamId)?.admins.has(userId) ?? false);
    }

    isMember(userId: string, channel: Channel): boolean {
        return channel.members.has(userId) || this.isSystemAdmin(userId);
    }

    /** Members may read their channels, and a team's members its open ones. */
    mayRead(userId: string, channel: Channel): boolean {
        return (
            this.isMember(userId, channel) ||
            (channel.type === 'O' && (this.teams.get(channel.teamId)?.members.has(userId) ?? false))
        );
    }
}

const channelKey = (teamId: string, name: string): string => `${teamId}/${name}`;

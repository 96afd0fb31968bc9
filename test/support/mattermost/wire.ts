import type {Json} from './json';
import type {Channel, Group, IncomingWebhook, Team, User} from './model';

export const userToWire = (user: User): Json => ({
    id: user.id,
    create_at: user.createAt,
    update_at: user.createAt,
    delete_at: user.deleteAt,
    username: user.username,
    auth_data: '',
    auth_service: '',
    email: user.email,
    nickname: '',
    first_name: user.firstName,
    last_name: user.lastName,
    position: '',
    roles: user.roles,
    locale: user.locale,
    timezone: timezoneOf(user),
    ...(user.isBot ? {is_bot: true, bot_description: user.description} : {}),
});

export const timezoneOf = ({timeZone}: User) => ({
    automaticTimezone: '',
    manualTimezone: timeZone,
    useAutomaticTimezone: timeZone === '' ? 'true' : 'false',
});

export const groupToWire = (group: Group): Json => ({
    id: group.id,
    ...(group.name === null ? {} : {name: group.name}),
    display_name: group.displayName,
    description: '',
    source: group.source,
    remote_id: null,
    create_at: 1,
    update_at: 1,
    delete_at: group.deleteAt,
    has_syncables: false,
    allow_reference: group.name !== null,
});

export const botToWire = (user: User): Json => ({
    user_id: user.id,
    username: user.username,
    display_name: user.firstName,
    description: user.description,
    owner_id: user.ownerId,
    create_at: user.createAt,
    update_at: user.createAt,
    delete_at: user.deleteAt,
});

export const teamToWire = (team: Team): Json => ({
    id: team.id,
    create_at: team.createAt,
    update_at: team.createAt,
    delete_at: 0,
    display_name: team.displayName,
    name: team.name,
    description: '',
    email: '',
    type: 'O',
    company_name: '',
    allowed_domains: '',
    invite_id: '',
    allow_open_invite: true,
    scheme_id: null,
    group_constrained: null,
    policy_id: null,
});

export const channelToWire = (channel: Channel): Json => ({
    id: channel.id,
    create_at: channel.createAt,
    update_at: channel.createAt,
    delete_at: channel.deleteAt,
    team_id: channel.teamId,
    type: channel.type,
    display_name: channel.displayName,
    name: channel.name,
    header: '',
    purpose: channel.purpose,
    last_post_at: channel.lastPostAt,
    total_msg_count: channel.postIds.length,
    extra_update_at: 0,
    creator_id: channel.creatorId,
    scheme_id: null,
    props: null,
    group_constrained: null,
    shared: null,
});

export const channelMemberToWire = (channelId: string, userId: string): Json => ({
    channel_id: channelId,
    user_id: userId,
    roles: 'channel_user',
    last_viewed_at: 0,
    msg_count: 0,
    mention_count: 0,
    notify_props: {desktop: 'default', email: 'default', mark_unread: 'all', push: 'default'},
    last_update_at: 0,
    scheme_guest: false,
    scheme_user: true,
    scheme_admin: false,
    explicit_roles: '',
});

export const teamMemberToWire = (team: Team, userId: string): Json => ({
    team_id: team.id,
    user_id: userId,
    roles: team.admins.has(userId) ? 'team_user team_admin' : 'team_user',
    delete_at: 0,
    scheme_guest: false,
    scheme_user: true,
    scheme_admin: team.admins.has(userId),
    explicit_roles: '',
});

export const webhookToWire = (hook: IncomingWebhook): Json => ({
    id: hook.id,
    create_at: hook.createAt,
    update_at: hook.createAt,
    delete_at: 0,
    user_id: hook.userId,
    channel_id: hook.channelId,
    team_id: hook.teamId,
    display_name: hook.displayName,
    description: hook.description,
    username: hook.username,
    icon_url: hook.iconUrl,
    channel_locked: hook.channelLocked,
});

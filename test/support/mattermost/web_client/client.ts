import type {ChannelInfo, ClientPost, TeamInfo, UserProfile} from './types';

class RequestFailure extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

export const cookie = (name: string): string =>
    document.cookie
        .split('; ')
        .find((pair) => pair.startsWith(`${name}=`))
        ?.slice(name.length + 1) ?? '';

/** The real web client's requests: session cookie, and the CSRF header on writes. */
const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`/api/v4${path}`, {
        method,
        headers: {
            'X-Requested-With': 'XMLHttpRequest',
            ...(method === 'GET' ? {} : {'X-CSRF-Token': cookie('MMCSRF'), 'Content-Type': 'application/json'}),
        },
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (response.ok) return answer as T;
    const {message} = answer as {message?: string};
    throw new RequestFailure(response.status, message ?? `The server answered ${response.status}.`);
};

export interface PostList {
    readonly order: readonly string[];
    readonly posts: Readonly<Record<string, ClientPost>>;
}

export const client = {
    me: () => call<UserProfile>('GET', '/users/me'),
    users: (ids: readonly string[]) => call<UserProfile[]>('POST', '/users/ids', ids),
    teams: () => call<TeamInfo[]>('GET', '/users/me/teams'),
    channels: (teamId: string) => call<ChannelInfo[]>('GET', `/users/me/teams/${teamId}/channels`),
    members: (channelId: string) => call<{user_id: string}[]>('GET', `/channels/${channelId}/members`),
    posts: (channelId: string) => call<PostList>('GET', `/channels/${channelId}/posts?per_page=200`),
    config: () => call<Record<string, string>>('GET', '/config/client?format=old'),
    license: () => call<Record<string, string>>('GET', '/license/client?format=old'),
    plugins: () => call<{id: string; webapp?: {bundle_path: string}}[]>('GET', '/plugins/webapp'),
    createPost: (channelId: string, message: string) =>
        call<ClientPost>('POST', '/posts', {channel_id: channelId, message}),
    command: (channelId: string, teamId: string, line: string) =>
        call<{trigger_id: string}>('POST', '/commands/execute', {
            channel_id: channelId,
            team_id: teamId,
            command: line,
        }),
    press: (postId: string, actionId: string, actionCookie: string, selectedOption: string) =>
        call<{trigger_id: string}>('POST', `/posts/${postId}/actions/${actionId}`, {
            selected_option: selectedOption,
            ...(actionCookie === '' ? {} : {cookie: actionCookie}),
        }),
    submitDialog: (submission: object) =>
        call<{error?: string; errors?: Record<string, string>}>('POST', '/actions/dialogs/submit', submission),
};

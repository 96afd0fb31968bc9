import {randomBytes} from 'node:crypto';
import {WebSocket} from 'ws';
import type {AlertProps} from '#contract';

type Json = Record<string, unknown>;

export interface Person {
    readonly id: string;
    readonly username: string;
    readonly token: string;
    /** For browsers: the value of the MMCSRF cookie. */
    readonly csrf: string;
}

export interface SitePost {
    readonly id: string;
    readonly message: string;
    readonly type: string;
    readonly root_id: string;
    readonly file_ids?: readonly string[];
    readonly user_id: string;
    readonly metadata?: {readonly priority?: {readonly priority?: string}};
    readonly props: Json & {
        attachments?: {
            actions?: {id: string; name: string; options?: {value: string}[]}[];
            [key: string]: unknown;
        }[];
    };
}

const unique = (): string => randomBytes(5).toString('hex');

/** One team of a Mattermost (real or double), driven over REST and websocket as clients do. */
export class MattermostSite {
    private constructor(
        readonly url: string,
        private readonly adminToken: string,
        readonly team: {id: string; name: string},
        readonly channel: {id: string; name: string},
        readonly bot: Person,
    ) {}

    /** Creates a team, a channel and a bot of its own, so that suites do not interfere. */
    static async setUp(url: string, adminToken: string): Promise<MattermostSite> {
        const api = caller(url, adminToken);
        const name = `oitc${unique()}`;
        const team = await api('POST', '/teams', {name, display_name: `Ops ${name}`, type: 'O'});
        const channel = await api('POST', '/channels', {
            team_id: team.id,
            name: 'alerts',
            display_name: 'Alerts',
            type: 'O',
        });
        const bot = await api('POST', '/bots', {username: `openitcockpit-${name}`, display_name: 'openITCOCKPIT'});
        const {token} = await api('POST', `/users/${bot.user_id}/tokens`, {description: 'handler'});
        const site = new MattermostSite(
            url,
            adminToken,
            {id: String(team.id), name},
            {id: String(channel.id), name: 'alerts'},
            {id: String(bot.user_id), username: String(bot.username), token: String(token), csrf: ''},
        );
        await site.join(site.bot.id);
        return site;
    }

    call(method: string, path: string, body?: unknown, token = this.adminToken): Promise<Json> {
        return caller(this.url, token)(method, path, body);
    }

    async join(userId: string): Promise<void> {
        await this.call('POST', `/teams/${this.team.id}/members`, {team_id: this.team.id, user_id: userId});
        await this.call('POST', `/channels/${this.channel.id}/members`, {user_id: userId});
    }

    /** @param timeZone as in their settings; empty: not chosen */
    async person(name: string, fullName: string, timeZone = '', locale = 'en'): Promise<Person> {
        const username = `${name}-${unique()}`;
        const password = `Pass-${unique()}-9x`;
        const [first_name, ...rest] = fullName.split(' ');
        const user = await this.call('POST', '/users', {
            username,
            password,
            email: `${username}@example.test`,
            locale,
            first_name,
            last_name: rest.join(' '),
            ...(timeZone === ''
                ? {}
                : {timezone: {useAutomaticTimezone: 'false', automaticTimezone: '', manualTimezone: timeZone}}),
        });
        await this.join(String(user.id));
        return logInAs(this.url, username, password);
    }

    /** Somebody of the team who is not in the channel. */
    async outsider(name: string): Promise<Pick<Person, 'id' | 'username'>> {
        const username = `${name}-${unique()}`;
        const fields = {username, password: `Pass-${unique()}-9x`, email: `${username}@example.test`};
        const {id} = await this.call('POST', '/users', fields);
        await this.call('POST', `/teams/${this.team.id}/members`, {team_id: this.team.id, user_id: id});
        return {id: String(id), username};
    }

    /** @returns the webhook's address. The bot owns it, so that the bot may edit its posts. */
    async webhook(): Promise<string> {
        const hook = await this.call('POST', '/hooks/incoming', {
            channel_id: this.channel.id,
            user_id: this.bot.id,
            display_name: 'openITCOCKPIT',
        });
        return `${this.url}/hooks/${hook.id}`;
    }

    /** Posts of the channel, oldest first, without system messages. */
    async posts(channelId = this.channel.id): Promise<SitePost[]> {
        const {order, posts} = (await this.call('GET', `/channels/${channelId}/posts?per_page=200`)) as {
            order: string[];
            posts: Record<string, SitePost>;
        };
        return order
            .flatMap((id) => posts[id] ?? [])
            .filter((post) => !post.type.startsWith('system_'))
            .reverse();
    }

    async post(id: string): Promise<SitePost> {
        return (await this.call('GET', `/posts/${id}`)) as unknown as SitePost;
    }

    async alerts(): Promise<SitePost[]> {
        return (await this.posts()).filter((post) => post.root_id === '' && post.props.oitc_alert !== undefined);
    }

    async thread(id: string): Promise<string[]> {
        return (await this.posts()).filter((post) => post.root_id === id).map((post) => post.message);
    }

    /** The bot's direct messages to a person. */
    async directMessages(person: Person): Promise<string[]> {
        const channel = await this.call('POST', '/channels/direct', [this.bot.id, person.id], person.token);
        const {order, posts} = (await this.call('GET', `/channels/${channel.id}/posts`, undefined, person.token)) as {
            order: string[];
            posts: Record<string, SitePost>;
        };
        return order.flatMap((id) => posts[id]?.message ?? []).reverse();
    }

    press(person: Person, postId: string, actionId: string, selectedOption = ''): Promise<Json> {
        return this.call(
            'POST',
            `/posts/${postId}/actions/${actionId}`,
            {selected_option: selectedOption},
            person.token,
        );
    }

    submit(person: Person, dialog: OpenDialog, submission: Json): Promise<Json> {
        return this.call(
            'POST',
            '/actions/dialogs/submit',
            {
                type: 'dialog_submission',
                url: dialog.url,
                callback_id: dialog.dialog.callback_id,
                state: dialog.dialog.state,
                channel_id: this.channel.id,
                team_id: this.team.id,
                user_id: person.id,
                submission,
                cancelled: false,
            },
            person.token,
        );
    }

    /** Listens as a person's client does. */
    listen(person: Person): Promise<Listener> {
        return Listener.open(this.url, person.token);
    }
}

/** A session as a browser has it. */
export const logInAs = async (url: string, username: string, password: string): Promise<Person> => {
    const response = await fetch(`${url}/api/v4/users/login`, {
        method: 'POST',
        // Without it the server sets no cookies.
        headers: {'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest'},
        body: JSON.stringify({login_id: username, password}),
    });
    const {id} = (await response.json()) as {id?: unknown};
    const csrf = /MMCSRF=([^;]+)/.exec(response.headers.getSetCookie().join(';'))?.[1] ?? '';
    return {id: String(id), username, token: response.headers.get('token') ?? '', csrf};
};

export interface OpenDialog {
    readonly url: string;
    readonly dialog: {
        readonly callback_id: string;
        readonly state: string;
        readonly title: string;
        readonly introduction_text: string;
        readonly elements: {name: string; help_text: string; options?: {value: string}[] | null}[];
    };
}

interface SocketEvent {
    readonly event?: string;
    readonly data?: Record<string, unknown>;
}

/** A person's websocket; remembers every event. */
export class Listener {
    readonly events: SocketEvent[] = [];
    private wake: (() => void)[] = [];

    private constructor(private readonly socket: WebSocket) {
        socket.on('message', (data) => {
            this.events.push(JSON.parse(String(data)) as SocketEvent);
            for (const wake of this.wake.splice(0)) {
                wake();
            }
        });
    }

    static async open(url: string, token: string): Promise<Listener> {
        const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v4/websocket`);
        const listener = new Listener(socket);
        await new Promise((resolve, reject) => {
            socket.once('open', resolve);
            socket.once('error', reject);
        });
        socket.send(JSON.stringify({seq: 1, action: 'authentication_challenge', data: {token}}));
        await listener.next((event) => event.event === 'hello');
        return listener;
    }

    /** The next matching event, counted from `from` (default: all so far). */
    async next(fits: (event: SocketEvent) => boolean, from = 0): Promise<SocketEvent> {
        for (;;) {
            const found = this.events.slice(from).find(fits);
            if (found) {
                return found;
            }
            await new Promise<void>((resolve) => this.wake.push(resolve));
        }
    }

    async dialog(from: number): Promise<OpenDialog> {
        const event = await this.next(({event}) => event === 'open_dialog', from);
        return JSON.parse(String(event.data?.dialog)) as OpenDialog;
    }

    /** A message that only this person saw; the first match, because others may still be on their way. */
    async ephemeral(from: number, fits = /./): Promise<string> {
        const messageOf = ({data}: SocketEvent): string => (JSON.parse(String(data?.post)) as SitePost).message;
        return messageOf(
            await this.next((event) => event.event === 'ephemeral_message' && fits.test(messageOf(event)), from),
        );
    }

    close(): void {
        this.socket.close();
    }
}

const caller =
    (url: string, token: string) =>
    async (method: string, path: string, body?: unknown): Promise<Json> => {
        const response = await fetch(`${url}/api/v4${path}`, {
            method,
            headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        const text = await response.text();
        if (!response.ok) {
            throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
        }
        return (text === '' ? {} : JSON.parse(text)) as Json;
    };

/** What an alert's post shows. */
export const alertOf = (post: SitePost): AlertProps => post.props.oitc_alert as AlertProps;

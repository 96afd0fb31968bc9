import type {Json} from './json';

/** A user as stored by the server; `fullName` is split into Mattermost's two fields. */
export interface User {
    readonly id: string;
    readonly username: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly emailVerified: boolean;
    /** e.g. `ldap`; empty: a Mattermost password. */
    readonly authService: string;
    readonly password: string;
    /** Space-separated, e.g. `system_user system_admin`. */
    readonly roles: string;
    readonly isBot: boolean;
    locale: string;
    /** Chosen by hand; empty: the browser's, unknown here. */
    readonly timeZone: string;
    readonly createAt: number;
    readonly ownerId: string;
    readonly description: string;
    /** Milliseconds since the epoch; 0: never, negative: the chosen picture was removed then. */
    lastPictureUpdate: number;
    deleteAt: number;
}

/** A group of users; `ldap`: synchronised from a directory, `custom`: made by users. */
export interface Group {
    readonly id: string;
    /** null: cannot be mentioned. */
    readonly name: string | null;
    readonly displayName: string;
    readonly source: 'ldap' | 'custom';
    readonly members: Set<string>;
    deleteAt: number;
}

export interface Team {
    readonly id: string;
    readonly name: string;
    readonly displayName: string;
    readonly createAt: number;
    readonly members: Set<string>;
    readonly admins: Set<string>;
}

export interface Channel {
    readonly id: string;
    /** Empty for direct channels. */
    readonly teamId: string;
    readonly name: string;
    readonly displayName: string;
    readonly purpose: string;
    readonly type: 'O' | 'P' | 'D';
    readonly creatorId: string;
    readonly createAt: number;
    readonly members: Set<string>;
    /** Ids of all its posts, including replies and deleted ones, oldest first. */
    readonly postIds: string[];
    deleteAt: number;
    lastPostAt: number;
}

export interface IncomingWebhook {
    readonly id: string;
    readonly createAt: number;
    readonly userId: string;
    readonly channelId: string;
    readonly teamId: string;
    readonly displayName: string;
    readonly description: string;
    readonly username: string;
    readonly iconUrl: string;
    readonly channelLocked: boolean;
}

export interface Session {
    readonly id: string;
    readonly token: string;
    readonly userId: string;
    /** Compared with X-CSRF-Token if the session comes as a cookie. */
    readonly csrf: string;
    /** A personal access token or a bot's token, valid until revoked. */
    readonly isAccessToken: boolean;
}

/** A post with everything the server knows, including its actions' `integration`. Times in milliseconds. */
export interface Post {
    readonly id: string;
    readonly create_at: number;
    update_at: number;
    edit_at: number;
    delete_at: number;
    is_pinned: boolean;
    readonly user_id: string;
    readonly channel_id: string;
    readonly root_id: string;
    readonly original_id: string;
    message: string;
    readonly type: string;
    props: Json;
    hashtags: string;
    readonly pending_post_id: string;
    reply_count: number;
    last_reply_at: number;
    readonly priority?: Json;
    /** Absent: none. */
    readonly file_ids?: readonly string[];
}

export interface UploadedFile {
    readonly channelId: string;
    readonly userId: string;
    readonly name: string;
    readonly data: Buffer;
}

export interface ActionIntegration {
    readonly url: string;
    readonly context: Json;
}

/** An attachment's button or select, as in Mattermost's typed struct. */
export interface PostAction {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly disabled: boolean;
    readonly style: string;
    readonly data_source: string;
    readonly options: readonly {readonly text: string; readonly value: string}[];
    readonly default_option: string;
    readonly integration?: ActionIntegration;
}

import type {
    AcknowledgeCommand,
    ChatPort,
    ChatUser,
    Clock,
    Facts,
    Logger,
    MonitoringPort,
    ObjectStatus,
    PostRef,
} from '../../../server-proxy/src/app/ports';
import type {Dialog} from '../../../server-proxy/src/domain/ack_dialog';
import type {TargetIds} from '../../../server-proxy/src/domain/alert';
import type {PostContent} from '../../../server-proxy/src/domain/alert_post';
import {AppError} from '../../../server-proxy/src/domain/errors';

/** A clock that jumps instead of waiting. */
export class FakeClock implements Clock {
    constructor(private milliseconds = 1_795_490_000_000) {}

    now(): number {
        return this.milliseconds;
    }

    async sleep(milliseconds: number): Promise<void> {
        this.milliseconds += milliseconds;
        await new Promise<void>((resolve) => setImmediate(resolve));
    }
}

export class RecordingLogger implements Logger {
    readonly lines: {level: string; message: string; facts: Facts | undefined}[] = [];

    debug(message: string, facts?: Facts): void {
        this.lines.push({level: 'debug', message, facts});
    }
    info(message: string, facts?: Facts): void {
        this.lines.push({level: 'info', message, facts});
    }
    warn(message: string, facts?: Facts): void {
        this.lines.push({level: 'warn', message, facts});
    }
    error(message: string, facts?: Facts): void {
        this.lines.push({level: 'error', message, facts});
    }
}

/** Chat that keeps posts in memory and remembers what it was asked. */
export class FakeChat implements ChatPort {
    readonly posts = new Map<string, PostContent & PostRef>();
    /** Every content a post ever had, in order. */
    readonly history: (PostContent & {postId: string})[] = [];
    readonly replies: {postId: string; message: string}[] = [];
    readonly dialogs: {triggerId: string; callbackUrl: string; dialog: Dialog}[] = [];
    readonly told: {userId: string; message: string; weight: string}[] = [];
    readonly users = new Map<string, ChatUser>();
    /** Ids of users who are not in the channel. */
    readonly outsiders = new Set<string>();
    failure: AppError | undefined;
    private count = 0;

    addUser(username: string, more: Partial<ChatUser> = {}): ChatUser {
        const user = {
            id: `user${username}`.padEnd(26, '0'),
            username,
            fullName: '',
            isBot: false,
            isGuest: false,
            ...more,
        };
        this.users.set(user.id, user);
        return user;
    }

    async createPost(channel: string, content: PostContent): Promise<PostRef> {
        this.failIfAsked();
        this.count += 1;
        const ref = {postId: `post${this.count}`.padEnd(26, 'p'), channelId: `channel${channel}`.padEnd(26, 'c')};
        this.posts.set(ref.postId, {...content, ...ref});
        this.history.push({...content, postId: ref.postId});
        return ref;
    }

    async updatePost(postId: string, content: PostContent): Promise<void> {
        this.failIfAsked();
        const post = this.posts.get(postId);
        if (!post) {
            throw new AppError('mattermost_not_found', 'no such post');
        }
        this.posts.set(postId, {...post, ...content});
        this.history.push({...content, postId});
    }

    async reply(post: PostRef, message: string): Promise<void> {
        this.failIfAsked();
        this.replies.push({postId: post.postId, message});
    }

    async openDialog(triggerId: string, callbackUrl: string, dialog: Dialog): Promise<void> {
        this.failIfAsked();
        this.dialogs.push({triggerId, callbackUrl, dialog});
    }

    async tell(userId: string, _post: PostRef, message: string, weight: 'info' | 'warning'): Promise<void> {
        this.told.push({userId, message, weight});
    }

    async user(userId: string): Promise<ChatUser> {
        const user = this.users.get(userId);
        if (!user) {
            throw new AppError('mattermost_not_found', 'no such user');
        }
        return user;
    }

    async mayActIn(userId: string): Promise<boolean> {
        return !this.outsiders.has(userId);
    }

    async whoAmI(): Promise<{version: string; username: string}> {
        this.failIfAsked();
        return {version: '11.6.0', username: 'openitcockpit'};
    }

    private failIfAsked(): void {
        if (this.failure) {
            throw this.failure;
        }
    }
}

const CRITICAL: ObjectStatus = {
    hostName: 'web01',
    serviceName: 'Ping',
    state: 'CRITICAL',
    output: 'rta nan, lost 100%',
    acknowledged: false,
    inDowntime: false,
    mayEdit: true,
};

/** openITCOCKPIT with one object. A queued acknowledgement becomes visible after `visibleAfterReads` reads. */
export class FakeMonitoring implements MonitoringPort {
    status: ObjectStatus = CRITICAL;
    readonly commands: AcknowledgeCommand[] = [];
    readonly removals: TargetIds[] = [];
    reads = 0;
    visibleAfterReads = 2;
    /** false: the queue takes commands and nothing ever happens. */
    applies = true;
    failures: {acknowledge?: AppError; read?: AppError; remove?: AppError; lookup?: AppError} = {};
    private due: {at: number; status: ObjectStatus} | undefined;

    async acknowledge(command: AcknowledgeCommand): Promise<void> {
        this.commands.push(command);
        if (this.applies) {
            const {author, comment, sticky} = command;
            this.later({...this.status, acknowledged: true, acknowledgement: {author, comment, sticky}});
        }
        if (this.failures.acknowledge) {
            throw this.failures.acknowledge;
        }
    }

    async removeAcknowledgement(target: TargetIds): Promise<void> {
        this.removals.push(target);
        if (this.failures.remove) {
            throw this.failures.remove;
        }
        if (this.applies) {
            const {acknowledgement: _gone, ...rest} = this.status;
            this.later({...rest, acknowledged: false});
        }
    }

    async readStatus(): Promise<ObjectStatus> {
        this.reads += 1;
        if (this.failures.read) {
            throw this.failures.read;
        }
        if (this.due && this.reads >= this.due.at) {
            this.status = this.due.status;
            this.due = undefined;
        }
        return this.status;
    }

    async lookup(): Promise<{hostName: string; serviceName?: string}> {
        if (this.failures.lookup) {
            throw this.failures.lookup;
        }
        return {hostName: 'web01', serviceName: 'Ping'};
    }

    async whoAmI() {
        return {version: '5.3.0', userName: 'Matter Most', email: 'bot@example.org', missingRights: []};
    }

    private later(status: ObjectStatus): void {
        this.due = {at: this.reads + this.visibleAfterReads, status};
    }
}

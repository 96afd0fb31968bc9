// The app without its neighbours: fakes of all ports, and harnesses that drive it.
import {isProblemState} from '#contract';
import type {
    AcknowledgeCommand,
    Downtime,
    DowntimeCommand,
    ManyCommands,
} from '../../../server-proxy/src/app/actions/command_port';
import type {
    ListedProblem,
    ObjectStatus,
    SentNotification,
    StatusReading,
} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {
    FoundObject,
    FoundObjects,
    WantedObjects,
    WantedProblems,
} from '../../../server-proxy/src/app/commands/search_port';
import type {HostNotificationCommand} from '../../../server-proxy/src/app/doctor/proof_port';
import type {MonitoringPort} from '../../../server-proxy/src/app/monitoring_port';
import type {PersonalPort} from '../../../server-proxy/src/app/people/personal_port';
import type {MonitoringUser} from '../../../server-proxy/src/app/people/user_port';
import type {
    AttachedFile,
    CallingReply,
    ChatPort,
    ChatUser,
    CreatedPost,
    MarkedPost,
    MentionReach,
    PostRef,
    ReadPost,
    ToldPost,
} from '../../../server-proxy/src/app/posts/chat_port';
import type {FactsSink, Turn} from '../../../server-proxy/src/app/routing/facts_port';
import type {Clock, Facts, Logger} from '../../../server-proxy/src/app/telemetry';
import type {ContainerPath} from '../../../server-proxy/src/domain/action/container_rights';
import type {Dialog} from '../../../server-proxy/src/domain/action/dialog';
import type {TargetIds} from '../../../server-proxy/src/domain/alert/alert';
import {alertKey} from '../../../server-proxy/src/domain/alert/alert_key';
import {momentAt} from '../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../server-proxy/src/domain/errors';
import type {PostContent} from '../../../server-proxy/src/domain/post/alert_post';
import type {PlannedDowntime} from '../../../server-proxy/src/domain/shift/digest';
import {FakeDetails} from './fake_details';
import {type KeyOwner, personalFake} from './personal_fake';

/** A clock that jumps instead of waiting. */
export class FakeClock implements Clock {
    private shifted = 0;

    constructor(private milliseconds = 1_795_490_000_000) {}

    now(): number {
        return this.milliseconds;
    }

    /** Not touched by `shift`. */
    monotonic(): number {
        return this.milliseconds - this.shifted;
    }

    /** Puts the wall clock forth, or back. */
    shift(milliseconds: number): void {
        this.milliseconds += milliseconds;
        this.shifted += milliseconds;
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

/** Mattermost recognises a repeated request for this long. */
const PENDING_MS = 30_000;

/** Of a name, or of an id itself. */
const channelIdOf = (channel: string): string =>
    channel.startsWith('channel') && channel.length >= 26 ? channel : `channel${channel}`.padEnd(26, 'c');

export class FakeChat implements ChatPort {
    readonly posts = new Map<string, PostContent & PostRef>();
    readonly history: (PostContent & {postId: string})[] = [];
    /** Posts as they were when they were made. */
    readonly created: (PostContent & PostRef)[] = [];
    readonly replies: {postId: string; message: string; mark?: string}[] = [];
    readonly dialogs: {triggerId: string; callbackUrl: string; dialog: Dialog}[] = [];
    readonly told: {userId: string; message: string; weight: string}[] = [];
    readonly toldPosts: {userId: string; post: PostRef; content: PostContent}[] = [];
    readonly users = new Map<string, ChatUser>();
    /** Names of their groups, or Mattermost's error, by user id. */
    readonly groups = new Map<string, readonly string[] | AppError>();
    readonly outsiders = new Set<string>();
    failure: AppError | undefined;
    /** When posts were made, for `markedPosts`. */
    now: () => number = () => Number.POSITIVE_INFINITY;
    /** By post id; an update takes it away. */
    readonly marks = new Map<string, {readonly mark: string; readonly at: number}>();
    hasPriorities = true;
    /** Of mentions that do not reach everybody. */
    readonly reach = new Map<string, MentionReach>();
    private readonly calledMarks = new Map<string, {readonly at: number; readonly channelId: string}>();
    private count = 0;

    addUser(username: string, more: Partial<ChatUser> = {}): ChatUser {
        const user = {
            id: `user${username}`.padEnd(26, '0'),
            username,
            fullName: '',
            timeZone: '',
            language: undefined,
            isBot: false,
            isGuest: false,
            isActive: true,
            isSystemAdmin: false,
            provenEmail: '',
            ...more,
        };
        this.users.set(user.id, user);
        return user;
    }

    async createPost(channel: string, content: PostContent, mark?: string): Promise<CreatedPost> {
        this.failIfAsked();
        this.count += 1;
        const ref = {postId: `post${this.count}`.padEnd(26, 'p'), channelId: channelIdOf(channel)};
        this.posts.set(ref.postId, {...content, ...ref});
        this.created.push({...content, ...ref});
        if (mark !== undefined) {
            this.marks.set(ref.postId, {mark, at: this.now()});
        }
        this.history.push({...content, postId: ref.postId});
        return this.hasPriorities || (content.loud?.priority ?? 'standard') === 'standard'
            ? ref
            : {...ref, withoutPriority: true};
    }

    async updatePost(postId: string, content: PostContent): Promise<void> {
        this.failIfAsked();
        const post = this.posts.get(postId);
        if (!post) {
            throw new AppError('mattermost_not_found', 'no such post');
        }
        this.posts.set(postId, {...post, ...content});
        this.marks.delete(postId);
        this.history.push({...content, postId});
    }

    async channelName(channel: string): Promise<string> {
        return channel.replace(/^channel|c+$/g, '');
    }

    async channelId(channel: string): Promise<string> {
        return channelIdOf(channel);
    }

    async markedPosts(channel: string, since: number): Promise<readonly MarkedPost[]> {
        this.failIfAsked();
        const made = [...this.marks].flatMap(([postId, {mark, at}]) => {
            const post = this.posts.get(postId);
            return post?.channelId === channelIdOf(channel) && at >= since
                ? [{postId, channelId: post.channelId, mark}]
                : [];
        });
        const replies = [...this.calledMarks].flatMap(([mark, {at, channelId}], count) =>
            channelId === channelIdOf(channel) && at >= since
                ? [{postId: `reply${count}`.padEnd(26, 'r'), channelId, mark}]
                : [],
        );
        return [...made, ...replies];
    }

    /** A repeated mark makes no second reply, for as long as Mattermost remembers it. */
    readonly attached: {readonly postId: string; readonly message: string; readonly file: AttachedFile}[] = [];

    async attach({postId}: PostRef, message: string, file: AttachedFile): Promise<void> {
        this.failIfAsked();
        this.attached.push({postId, message, file});
    }

    async reply(post: PostRef, message: string, call?: CallingReply): Promise<void> {
        this.failIfAsked();
        if (!call) {
            this.replies.push({postId: post.postId, message});
            return;
        }
        const known = this.calledMarks.get(call.mark);
        if (known !== undefined && this.now() - known.at < PENDING_MS) {
            return;
        }
        this.calledMarks.set(call.mark, {at: this.now(), channelId: post.channelId});
        this.replies.push({postId: post.postId, message, mark: call.mark});
    }

    async reachOf(mention: string): Promise<MentionReach> {
        return this.reach.get(mention) ?? 'reached';
    }

    async openDialog(triggerId: string, callbackUrl: string, dialog: Dialog): Promise<void> {
        this.failIfAsked();
        this.dialogs.push({triggerId, callbackUrl, dialog});
    }

    async tell(userId: string, _post: PostRef, message: string, weight: 'info' | 'warning'): Promise<void> {
        this.told.push({userId, message, weight});
    }

    async tellPost(userId: string, post: PostRef, content: PostContent): Promise<ToldPost> {
        this.failIfAsked();
        this.toldPosts.push({userId, post, content});
        const postId = `told${this.toldPosts.length}`.padEnd(26, 't');
        return {postId, channelId: post.channelId, rootId: post.postId, createdAt: this.now()};
    }

    async user(userId: string): Promise<ChatUser> {
        const user = this.users.get(userId);
        if (!user) {
            throw new AppError('mattermost_not_found', 'no such user');
        }
        return user;
    }

    async userNamed(username: string): Promise<ChatUser | undefined> {
        return [...this.users.values()].find((user) => user.username === username.toLowerCase());
    }

    async groupsOf(userId: string): Promise<readonly string[]> {
        const groups = this.groups.get(userId) ?? [];
        if (groups instanceof AppError) {
            throw groups;
        }
        return groups;
    }

    async mayActIn(userId: string): Promise<boolean> {
        return !this.outsiders.has(userId);
    }

    /** Ids of the channels that somebody is not in, by user id. */
    readonly unseen = new Map<string, ReadonlySet<string>>();

    async mayRead(userId: string, channel: string): Promise<boolean> {
        return !this.outsiders.has(userId) && !this.unseen.get(userId)?.has(channel);
    }

    /** Posts of people, by their ids. */
    readonly written = new Map<string, ReadPost>();

    async readPost(postId: string): Promise<ReadPost> {
        const post = this.posts.get(postId);
        const written = this.written.get(postId);
        if (!post && !written) {
            throw new AppError('mattermost_not_found', 'no such post');
        }
        return written ?? {message: '', props: {}, channelId: '', ...post, userId: 'bot', rootId: ''};
    }

    async deletePost(postId: string): Promise<void> {
        this.failIfAsked();
        this.posts.delete(postId);
    }

    async directChannel(userId: string): Promise<string> {
        return `direct${userId}`.padEnd(26, 'd');
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

export const CRITICAL: ObjectStatus = {
    hostName: 'web01',
    serviceName: 'Ping',
    state: 'CRITICAL',
    output: 'rta nan, lost 100%',
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    lastCheck: '10:00:00 - 24.11.2026',
    activeChecks: true,
    mayEdit: true,
};

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** openITCOCKPIT with one object. A queued acknowledgement shows after `visibleAfterReads` reads. */
export class FakeMonitoring implements MonitoringPort {
    status: ObjectStatus = CRITICAL;
    undated = false;
    undatable: ReturnType<MonitoringPort['datingProblem']>;
    deleted = false;
    readonly details = new FakeDetails();
    readonly commands: AcknowledgeCommand[] = [];
    readonly removals: TargetIds[] = [];
    readonly downtimeCommands: DowntimeCommand[] = [];
    readonly cancelled: number[] = [];
    readonly notifications: HostNotificationCommand[] = [];
    readonly rechecks: {hostAndServices: boolean}[] = [];
    downtimes: readonly Downtime[] = [];
    nextResult: Partial<Pick<ObjectStatus, 'state' | 'output'>> = {};
    /** Of hosts, by UUID. */
    readonly parents = new Map<string, readonly string[] | AppError>();
    /** Of the host. No command changes them: what they show is up to the test. */
    services: readonly FoundObject[] = [];
    serviceDowntimes: ReadonlyMap<string, readonly Downtime[]> = new Map();
    found: readonly FoundObject[] = [];
    foundAll = true;
    /** All open problems. */
    open: readonly ListedProblem[] = [];
    /** All notifications, as far as the database has them. */
    sent: readonly SentNotification[] = [];
    /** What was asked for: kinds and since when. */
    readonly sentAsked: {readonly kinds: readonly string[]; readonly since: number}[] = [];
    readonly wantedProblems: WantedProblems[] = [];
    /** Tells what openITCOCKPIT says of its objects. */
    facts: (sink: FactsSink) => Promise<void> = async () => undefined;
    reads = 0;
    users: MonitoringUser[] = [];
    /** People's own API keys: whose they are, or why openITCOCKPIT refuses them. */
    readonly keys = new Map<string, KeyOwner | AppError>();
    /** The key of each command that was sent with one of them. */
    readonly keysUsed: string[] = [];
    /** Of the one object. */
    containers: readonly ContainerPath[] = [[1, 2]];
    /** E-mail addresses and names looked up. */
    readonly lookups: string[] = [];
    visibleAfterReads = 2;
    /** false: the queue accepts commands but nothing ever happens. */
    applies = true;
    /** Happens once an acknowledgement has been accepted. */
    afterCommand = (): void => undefined;
    failures: Partial<
        Record<
            'acknowledge' | 'find' | 'read' | 'remove' | 'lookup' | 'schedule' | 'cancel' | 'recheck' | 'findUser',
            AppError
        >
    > = {};
    private due: {at: number; status: ObjectStatus; downtimes: readonly Downtime[]} | undefined;

    /** @param now milliseconds since the epoch */
    constructor(public now: () => number = () => new FakeClock().now()) {}

    async acknowledge(command: AcknowledgeCommand): Promise<void> {
        this.commands.push(command);
        const {author, comment, sticky} = command;
        const at = momentAt(Math.floor(this.now() / 1000));
        this.later({...this.status, acknowledged: true, acknowledgement: {author, comment, sticky, at}});
        if (this.failures.acknowledge) {
            throw this.failures.acknowledge;
        }
        this.afterCommand();
    }

    async removeAcknowledgement(target: TargetIds): Promise<void> {
        this.removals.push(target);
        if (this.failures.remove) {
            throw this.failures.remove;
        }
        const {acknowledgement: _gone, ...rest} = this.status;
        this.later({...rest, acknowledged: false});
    }

    async scheduleDowntime(command: DowntimeCommand): Promise<void> {
        this.downtimeCommands.push(command);
        if (this.failures.schedule) {
            throw this.failures.schedule;
        }
        const {author, comment, start, end} = command;
        const running = start * 1000 <= this.now();
        const downtime = {id: this.downtimeCommands.length, author, comment, seconds: end - start, running};
        this.later({...this.status, inDowntime: this.status.inDowntime || running}, [...this.downtimes, downtime]);
    }

    async cancelDowntimes(_target: TargetIds, ids: readonly number[]): Promise<void> {
        this.cancelled.push(...ids);
        if (this.failures.cancel) {
            throw this.failures.cancel;
        }
        const left = this.downtimes.filter(({id}) => !ids.includes(id));
        this.later({...this.status, inDowntime: left.some(({running}) => running)}, left);
    }

    async recheck(_target: TargetIds, hostAndServices: boolean): Promise<void> {
        this.rechecks.push({hostAndServices});
        if (this.failures.recheck) {
            throw this.failures.recheck;
        }
        this.later({...this.status, lastCheck: `check ${this.rechecks.length}`, ...this.nextResult});
    }

    /** Each of them as if it had been sent alone. */
    async sendMany(many: ManyCommands): Promise<void> {
        for (const command of 'targets' in many ? [] : many.commands) {
            await ('start' in command ? this.scheduleDowntime(command) : this.acknowledge(command));
        }
        for (const target of 'targets' in many ? many.targets : []) {
            await (many.kind === 'recheck' ? this.recheck(target, false) : this.removeAcknowledgement(target));
        }
    }

    async sendHostNotification(command: HostNotificationCommand): Promise<void> {
        this.notifications.push(command);
    }

    async parentsOf({hostUuid}: TargetIds): Promise<readonly string[]> {
        const parents = this.parents.get(hostUuid) ?? [];
        if (parents instanceof AppError) {
            throw parents;
        }
        return parents;
    }

    async readStatuses(targets: readonly TargetIds[]): Promise<ReadonlyMap<string, StatusReading>> {
        this.countRead();
        return new Map(targets.map((target) => [alertKey(target), this.deleted ? 'deleted' : this.dated()]));
    }

    async readStatus(_target?: TargetIds): Promise<ObjectStatus> {
        this.countRead();
        return this.dated();
    }

    async readDowntimes(): Promise<readonly Downtime[]> {
        this.countRead();
        return this.downtimes;
    }

    async readServiceDowntimes(): Promise<ReadonlyMap<string, readonly Downtime[]>> {
        this.countRead();
        return this.serviceDowntimes;
    }

    /** Downtimes of all objects, or why there are none. */
    planned: readonly PlannedDowntime[] | AppError = [];

    async plannedDowntimes(): Promise<readonly PlannedDowntime[]> {
        this.countRead();
        if (this.planned instanceof AppError) {
            throw this.planned;
        }
        return this.planned;
    }

    async readAllDowntimes(): Promise<ReadonlyMap<string, readonly Downtime[]>> {
        this.countRead();
        return this.serviceDowntimes;
    }

    async matching(wanted: WantedObjects): Promise<FoundObjects> {
        this.wantedProblems.push(wanted);
        return this.findAny();
    }

    async readServices(_hostUuid: string, _hostName: string, which: 'all' | 'problems'): Promise<FoundObject[]> {
        this.countRead();
        return this.services.filter(({state}) => which === 'all' || (state !== undefined && isProblemState(state)));
    }

    async openProblems(): Promise<ReadonlyMap<string, ListedProblem>> {
        this.countRead();
        return new Map(this.open.map((problem) => [alertKey(problem.target), problem]));
    }

    async sentNotifications(kinds: readonly ('host' | 'service')[], since: number) {
        this.countRead();
        this.sentAsked.push({kinds, since});
        return this.sent.filter(
            ({target, at}) => at.latest >= since && kinds.includes(target.serviceUuid ? 'service' : 'host'),
        );
    }

    async readFacts(turn: Turn, sink: FactsSink): Promise<void> {
        await turn(() => this.facts(sink));
    }

    async problems(wanted: WantedProblems): Promise<FoundObjects> {
        this.wantedProblems.push(wanted);
        return this.findAny();
    }

    async findHosts(name: string): Promise<FoundObjects> {
        return this.findAny((object) => !object.target.serviceUuid && contains(object.hostName, name));
    }

    async findServices(name: string, hostName: string): Promise<FoundObjects> {
        return this.findAny(
            (object) => contains(object.serviceName ?? '', name) && contains(object.hostName, hostName),
        );
    }

    private async findAny(isWanted: (object: FoundObject) => boolean = () => true): Promise<FoundObjects> {
        if (this.failures.find) {
            throw this.failures.find;
        }
        return {objects: this.found.filter(isWanted), complete: this.foundAll};
    }

    async lookup(): Promise<{hostName: string; serviceName?: string}> {
        if (this.failures.lookup) {
            throw this.failures.lookup;
        }
        return {hostName: 'web01', serviceName: 'Ping'};
    }

    async findUser(name: string): Promise<MonitoringUser | undefined> {
        this.lookups.push(name);
        if (this.failures.findUser) {
            throw this.failures.findUser;
        }
        const found = this.users.filter(({email, fullName}) => [email, fullName].includes(name));
        return found.length === 1 ? found[0] : undefined;
    }

    async containersOf(): Promise<readonly ContainerPath[]> {
        return this.containers;
    }

    as(apiKey: string): PersonalPort {
        return personalFake(this, apiKey);
    }

    async whoAmI() {
        return {
            version: '5.3.0',
            userName: 'Matter Most',
            email: 'bot@example.org',
            missingRights: [],
            missingCatchUpRights: [],
            mayListUsers: true,
        };
    }

    async tryQueue(): Promise<void> {}

    /** How often the clock was asked for. */
    clockLearned = 0;

    async learnClock(): Promise<void> {
        this.clockLearned += 1;
    }

    clockAhead(): number {
        return 0;
    }

    datingProblem() {
        return this.undatable;
    }

    /** As fresh as the request, unless the status says otherwise. */
    private dated(): ObjectStatus {
        const now = momentAt(Math.floor(this.now() / 1000));
        return this.undated ? this.status : {checkedAt: now, freshAt: now, ...this.status};
    }

    private countRead(): void {
        this.reads += 1;
        if (this.failures.read) {
            throw this.failures.read;
        }
        if (this.due && this.reads >= this.due.at) {
            this.status = this.due.status;
            this.downtimes = this.due.downtimes;
            this.due = undefined;
        }
    }

    private later(status: ObjectStatus, downtimes = this.downtimes): void {
        if (this.applies) {
            this.due = {at: this.reads + this.visibleAfterReads, status, downtimes};
        }
    }
}

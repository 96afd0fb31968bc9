import pMap from 'p-map';
import {isProblemState} from '#contract';
import {targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import type {CoreEvent} from '../../domain/alert/core_event';
import {type AppError, asAppError} from '../../domain/errors';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import type {Opens} from '../catch_up/alerts_from';
import {EventQueue} from './event_queue';
import {FollowedKeys} from './followed_keys';
import {KnownObjects} from './known_objects';
import type {EventStreamPort, StreamListener} from './stream_port';
import {isPosted, takeAcknowledgement, takeDowntime, takeNotification, takeStatus} from './take_event';

/** How the stream is, as the node that holds it knows. Times in Unix seconds. */
export interface StreamReport {
    readonly isUp: boolean;
    /** Since when it is up or away. */
    readonly since: number;
    readonly eventAt?: number;
    readonly reason?: AppError;
    /** Events that did not fit in, or could not be read. */
    readonly lost: number;
    /** Changes that asking found although the stream was open. */
    readonly missed?: number;
}

interface Parts {
    readonly port: EventStreamPort;
    readonly opens: () => Opens;
    /** Something may have been missed. */
    readonly catchUp: () => void;
    /** The core ran a contact's command. */
    readonly ran: (event: Extract<CoreEvent, {kind: 'contact notified'}>) => void;
    /** There may be a problem that nobody is told of. */
    readonly problemSeen: () => void;
}

const LOCK = 'stream';
/** A node that dies leaves a lock that lasts 10 s. */
const LOOK_MS = 5000;
/** Posts that other nodes made are followed from then on. */
const LOOKS_TO_REFRESH = 6;
/** Enough to keep Mattermost busy. */
const AT_ONCE = 8;

/** openITCOCKPIT's event stream: one node of a cluster holds it, and puts what comes over it into the posts. */
export class EventStream {
    private readonly queue = new EventQueue();
    private readonly followed: FollowedKeys;
    private readonly objects: KnownObjects;
    private timer: NodeJS.Timeout | undefined;
    private looks = 0;
    private holding: Promise<void> | undefined;
    private working: Promise<void> | undefined;
    private letGo: (() => void) | undefined;
    private state: StreamReport | undefined;

    constructor(
        private readonly context: AppContext,
        private readonly parts: Parts,
    ) {
        this.followed = new FollowedKeys(context.store);
        this.objects = new KnownObjects(context);
        context.news.whenFollowed = (key) => this.followed.add(key);
    }

    /** Holds the stream from now on, or takes over from a node that dies, until `rest`. */
    watch(): void {
        this.timer = setInterval(() => this.look(), LOOK_MS);
        this.timer.unref();
        this.look();
    }

    rest(): void {
        clearInterval(this.timer);
        this.timer = undefined;
        this.letGo?.();
    }

    /** undefined: another node holds it. */
    report(): StreamReport | undefined {
        return this.state && {...this.state, missed: this.context.news.missed};
    }

    /** Resolves when everything that came is worked off, and a stream that is let go is free for others. */
    async idle(): Promise<void> {
        await Promise.all([this.working, this.timer === undefined ? this.holding : undefined]);
    }

    private look(): void {
        this.looks += 1;
        if (this.holding !== undefined) {
            if (this.looks % LOOKS_TO_REFRESH === 0) {
                this.refresh();
            }
            return;
        }
        this.holding = this.context.store
            .unlessBusy(LOCK, () => this.hold())
            .then(() => undefined)
            .catch((error: unknown) => {
                this.context.logger.warn('Whose turn the event stream is could not be told', {
                    error: asAppError(error),
                });
            })
            .finally(() => {
                this.holding = undefined;
            });
    }

    private hold(): Promise<void> {
        if (!this.timer) {
            return Promise.resolve();
        }
        this.refresh();
        this.state = {isUp: false, since: nowSeconds(this.context), lost: 0};
        return new Promise((resolve) => {
            const connection = this.parts.port.connect(this.listener());
            this.letGo = () => {
                connection.close();
                this.letGo = undefined;
                this.state = undefined;
                this.context.news.live(undefined);
                resolve();
            };
        });
    }

    private listener(): StreamListener {
        const {logger} = this.context;
        return {
            received: (events) => this.received(events),
            opened: () => {
                this.is({isUp: true});
                logger.info('The event stream is open');
                this.refresh();
                this.parts.catchUp();
            },
            away: (reason) => {
                this.is({isUp: false, reason});
                logger.warn('The event stream is away', {error: reason});
            },
            unreadable: (count) => {
                this.lost(count);
                logger.warn('Events could not be read', {count});
            },
        };
    }

    private is({isUp, reason}: Pick<StreamReport, 'isUp' | 'reason'>): void {
        const {state} = this;
        const since = state && state.isUp === isUp ? state.since : nowSeconds(this.context);
        const {reason: _, ...kept} = state ?? {lost: 0};
        this.state = {...kept, isUp, since, ...(reason ? {reason} : {})};
        this.context.news.live(isUp ? serverSeconds(this.context) : undefined);
    }

    private lost(count: number): void {
        this.state = this.state && {...this.state, lost: this.state.lost + count};
    }

    private refresh(): void {
        this.context.background.start('Looking which posts are followed', () => this.followed.refresh());
    }

    private received(events: readonly CoreEvent[]): void {
        this.state = this.state && {...this.state, eventAt: nowSeconds(this.context)};
        for (const event of events) {
            this.sort(event);
        }
        if (this.queue.length > 0) {
            this.working ??= this.workOff().finally(() => {
                this.working = undefined;
            });
        }
    }

    private sort(event: CoreEvent): void {
        switch (event.kind) {
            case 'core restarted':
                this.parts.catchUp();
                return;
            case 'state change':
                // What it changes in a post comes with the status, which says more.
                if (event.isHard && isProblemState(event.alert.state)) {
                    this.context.news.problemTold(keyOf(event));
                    if (this.parts.opens() === 'everything') {
                        this.parts.problemSeen();
                    }
                } else if (isProblemState(event.alert.state)) {
                    this.context.trace.add(keyOf(event), 'soft', event.alert.state);
                }
                return;
            case 'notification':
            case 'contact notified':
                if (event.kind === 'contact notified') {
                    this.parts.ran(event);
                }
                if (isPosted(event, this.parts.opens())) {
                    this.followed.add(keyOf(event));
                } else if (event.kind === 'notification' && event.contacts === 0) {
                    this.context.trace.add(keyOf(event), 'told_nobody', event.alert.state);
                }
        }
        if (this.followed.has(keyOf(event))) {
            this.queue.put(event);
        }
    }

    private async workOff(): Promise<void> {
        while (this.queue.length > 0) {
            const {told, statuses} = this.queue.next();
            await pMap([...told, ...statuses], (event) => this.take(event), {concurrency: AT_ONCE});
            // Requests of people and of Mattermost get their turn.
            await this.context.clock.sleep(0);
        }
        const lost = this.queue.lost();
        if (lost > 0) {
            this.lost(lost);
            this.context.logger.warn('More events came than could be worked off; openITCOCKPIT is asked instead', {
                lost,
            });
            this.parts.catchUp();
        }
    }

    private async take(event: CoreEvent): Promise<void> {
        try {
            await this.apply(event);
            this.context.news.tell(keyOf(event));
        } catch (error) {
            this.context.logger.warn('An event could not be put into its post; openITCOCKPIT is asked instead', {
                event: event.kind,
                error: asAppError(error),
            });
            this.parts.catchUp();
        }
    }

    private async apply(event: CoreEvent): Promise<void> {
        const {context} = this;
        switch (event.kind) {
            case 'notification':
            case 'contact notified':
                context.heard?.('stream');
                return takeNotification(context, event, this.parts.opens(), (alert) => this.objects.look(alert));
            case 'acknowledgement':
                return takeAcknowledgement(context, event);
            case 'downtime':
                return takeDowntime(context, event);
            case 'status':
                if (!(await takeStatus(context, event))) {
                    this.parts.catchUp();
                }
        }
    }
}

/** Of the object it is about; empty: of none. */
const keyOf = (event: CoreEvent): string => {
    switch (event.kind) {
        case 'core restarted':
            return '';
        case 'status':
        case 'downtime':
            return alertKey(event.target);
        default:
            return alertKey(targetIds(event.alert.target));
    }
};

import {Board} from '../../../server-proxy/src/app/panel/board';
import {Panel} from '../../../server-proxy/src/app/panel/panel';
import {PanelEvents, type PanelEventsPort} from '../../../server-proxy/src/app/panel/panel_events';
import {visibleTo} from '../../../server-proxy/src/app/people/visible_to';
import type {ChatUser} from '../../../server-proxy/src/app/posts/chat_port';
import type {AlertRecord} from '../../../server-proxy/src/domain/alert/record';
import type {AppError} from '../../../server-proxy/src/domain/errors';
import {recordOf} from '../records';
import {FakeChat, FakeClock, RecordingLogger} from './fakes';
import {SETTINGS} from './harness';

const uuid = (kind: 1 | 2, number: number): string =>
    `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Of the service of `problemIn`. */
export const keyOf = (number: number): string => `${uuid(1, number)}/${uuid(2, number)}`;

/** A problem of a service of its own. @param channels of its posts */
export const problemIn = (
    number: number,
    channels: readonly string[],
    more: Partial<AlertRecord> = {},
): AlertRecord => ({
    ...recordOf({hostuuid: uuid(1, number), hostname: `host ${number}`, serviceuuid: uuid(2, number)}),
    key: keyOf(number),
    posts: channels.map((channelId) => ({
        postId: `post${number}`.padEnd(26, 'p'),
        channelId,
        nonce: `n${number}`,
        wanted: 1,
        shown: 1,
    })),
    ...more,
});

/** The panel over a store in memory, and people who are in some of the channels. */
export class BoardScene implements PanelEventsPort {
    readonly chat = new FakeChat();
    readonly clock = new FakeClock();
    readonly logger = new RecordingLogger();
    readonly records = new Map<string, AlertRecord>();
    /** Channels and people told of changes. */
    readonly told: string[] = [];
    isShared = false;
    /** Of the store. */
    failure: AppError | undefined;
    /** How often the store was read. */
    reads = 0;
    readonly events = new PanelEvents({port: this, clock: this.clock, logger: this.logger});
    readonly board = new Board({
        store: {
            followed: async () => {
                this.reads += 1;
                if (this.failure) {
                    throw this.failure;
                }
                return [...this.records.keys()];
            },
            readFollowed: async (keys) => keys.flatMap((key) => this.records.get(key) ?? []),
        },
        defaultChannel: SETTINGS.defaultChannel,
        clock: this.clock,
        logger: this.logger,
        isShared: () => this.isShared,
        onFound: (channels) => void this.events.changedIn(channels),
    });
    readonly panel = new Panel({
        board: this.board,
        events: this.events,
        sightOf: (userId) => visibleTo({chat: this.chat, settings: SETTINGS}, userId),
        openitcockpitUrl: SETTINGS.openitcockpitUrl,
        linkStyle: () => 'v5',
        boardId: 'board',
    });

    async toChannel(channel: string): Promise<void> {
        this.told.push(channel);
    }

    async toPerson(userId: string): Promise<void> {
        this.told.push(userId);
    }

    /** @param not channels that this person is not in */
    person(name: string, not: readonly string[] = [], more: Partial<ChatUser> = {}): string {
        const {id} = this.chat.addUser(name, more);
        this.chat.unseen.set(id, new Set(not));
        return id;
    }

    /** This node stores a record. */
    store(record: AlertRecord): Promise<void> {
        const before = this.records.get(record.key);
        this.records.set(record.key, record);
        return this.events.changedIn(this.board.stored(before, record));
    }
}

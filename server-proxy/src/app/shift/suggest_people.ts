import {LRUCache} from 'lru-cache';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import {placesOf} from '../../domain/panel/panel_row';
import type {AppContext} from '../app_context';
import {neverAllowed} from '../people/policy';
import {visibleTo} from '../people/visible_to';
import type {ChatUser} from '../posts/chat_port';
import {problemsOf} from './owned_problems';

const FRESH_MS = 30_000;
/** Whoever has just acknowledged something expects to find somebody. A failure is kept as long. */
const NOTHING_FRESH_MS = 3000;
const MOST_KEPT = 200;
/** Whoever is in none of these is still found by whoever types the whole name. */
const MOST_CHANNELS = 5;
/** Of each channel: some are guests and bots, or have these letters elsewhere in their names. All are read with each letter. */
const MOST_READ = 50;

interface Kept {
    until: number;
    /** Ids or `team/channel`. Whether somebody is in one is asked each time. */
    readonly channels: Promise<readonly string[]>;
}

/** People to whom somebody may hand over, while they type: members of the channels of the problems that are theirs. */
export class PeopleSuggestions {
    private readonly kept = new LRUCache<string, Kept>(atMost(MOST_KEPT));

    constructor(private readonly context: AppContext) {}

    /**
     * By user name; as many channels are asked as it takes, those with most of the problems first.
     * @param typed the beginning of a user name, after an `@`; or nothing at all @param most how many at most
     * @throws AppError `forbidden` for accounts that see nothing, `mattermost_*`, or when the store is away
     */
    async of(userId: string, typed: string, most: number): Promise<readonly ChatUser[]> {
        const begins = /^(?:@([a-z0-9._-]{0,64}))?$/i.exec(typed);
        if (!this.context.members || !begins) {
            return [];
        }
        const begun = begins[1]?.toLowerCase() ?? '';
        const sight = await visibleTo(this.context, userId);
        const channels = sight.isGuest ? [] : await this.channelsOf(userId);
        const found = new Map<string, ChatUser>();
        for (const channel of channels) {
            await sight.learn([channel]);
            const people = sight.isIn(channel) ? await this.membersOf(channel, begun) : [];
            for (const user of people.filter(({id}) => id !== userId)) {
                found.set(user.id, user);
            }
            if (found.size >= most) {
                break;
            }
        }
        return [...found.values()].toSorted((one, other) => (one.username < other.username ? -1 : 1)).slice(0, most);
    }

    /** Of a channel that is not there any more, nobody. */
    private async membersOf(channel: string, begun: string): Promise<readonly ChatUser[]> {
        const {chat, members} = this.context;
        try {
            const people = (await members?.membersOf(await chat.channelId(channel), begun, MOST_READ)) ?? [];
            return people.filter(
                (user) => neverAllowed(user) === undefined && user.username.toLowerCase().startsWith(begun),
            );
        } catch (error) {
            const known = asAppError(error);
            if (known.code === 'mattermost_channel_unknown') {
                return [];
            }
            throw known;
        }
    }

    /** Asked with each letter, it would read all records with each letter. */
    private channelsOf(userId: string): Promise<readonly string[]> {
        const {clock} = this.context;
        const known = this.kept.get(userId);
        if (known && known.until > clock.monotonic()) {
            return known.channels;
        }
        const kept: Kept = {until: clock.monotonic() + FRESH_MS, channels: this.read(userId)};
        this.kept.set(userId, kept);
        const readSoon = (): void => {
            kept.until = clock.monotonic() + NOTHING_FRESH_MS;
        };
        kept.channels.then(({length}) => length === 0 && readSoon(), readSoon);
        return kept.channels;
    }

    /** The channels in which most of somebody's problems are, whether or not they are there themselves. */
    private async read(userId: string): Promise<readonly string[]> {
        const {settings} = this.context;
        const counts = new Map<string, number>();
        for (const problem of await problemsOf(this.context, userId)) {
            for (const channel of placesOf(problem, settings.defaultChannel).channels) {
                counts.set(channel, (counts.get(channel) ?? 0) + 1);
            }
        }
        const most = [...counts].toSorted(([, one], [, other]) => other - one).map(([channel]) => channel);
        return most.slice(0, MOST_CHANNELS);
    }
}

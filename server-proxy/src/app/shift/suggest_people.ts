import {LRUCache} from 'lru-cache';
import {atMost} from '../../domain/at_most';
import {placesOf} from '../../domain/panel/panel_row';
import type {AppContext} from '../app_context';
import {whyNeverAllowed} from '../people/policy';
import {visibleTo} from '../people/visible_to';
import type {ChatUser} from '../posts/chat_port';
import {problemsOf} from './owned_problems';

const FRESH_MS = 30_000;
/** Whoever has just acknowledged something expects to find somebody. */
const NOTHING_FRESH_MS = 3000;
const MOST_KEPT = 200;
/** Whoever is in none of these is still found by whoever types the whole name. */
const MOST_CHANNELS = 5;
/** Of each channel: some are guests and bots, or have these letters elsewhere in their names. */
const MOST_READ = 200;

interface Kept {
    until: number;
    readonly channels: Promise<readonly string[]>;
}

/** People to whom somebody may hand over, while they type: members of the channels of the problems that are theirs. */
export class PeopleSuggestions {
    private readonly kept = new LRUCache<string, Kept>(atMost(MOST_KEPT));

    constructor(private readonly context: AppContext) {}

    /**
     * By user name.
     * @param typed the beginning of a user name, behind an `@`; or nothing at all
     * @throws AppError `forbidden` for accounts that see nothing, `mattermost_*`, or when the store is away
     */
    async of(userId: string, typed: string): Promise<readonly ChatUser[]> {
        const {members} = this.context;
        const begins = /^(?:@([a-z0-9._-]{0,64}))?$/i.exec(typed);
        if (!members || !begins) {
            return [];
        }
        const begun = begins[1]?.toLowerCase() ?? '';
        const channels = await this.channelsOf(userId);
        const found = await Promise.all(channels.map((channel) => members.membersOf(channel, begun, MOST_READ)));
        const people = found
            .flat()
            .filter((user) => user.id !== userId && whyNeverAllowed(user) === undefined)
            .filter(({username}) => username.toLowerCase().startsWith(begun));
        const byId = new Map(people.map((user) => [user.id, user]));
        return [...byId.values()].toSorted((one, other) => (one.username < other.username ? -1 : 1));
    }

    /** Asked with each letter, it would read all records with each letter. */
    private channelsOf(userId: string): Promise<readonly string[]> {
        const now = this.context.clock.monotonic();
        const known = this.kept.get(userId);
        if (known && known.until > now) {
            return known.channels;
        }
        const kept: Kept = {until: now + FRESH_MS, channels: this.read(userId)};
        this.kept.set(userId, kept);
        kept.channels.then(
            ({length}) => {
                kept.until = length > 0 ? kept.until : now + NOTHING_FRESH_MS;
            },
            () => this.kept.delete(userId),
        );
        return kept.channels;
    }

    /** Ids of the channels in which most of somebody's problems are, as far as they are there themselves. */
    private async read(userId: string): Promise<readonly string[]> {
        const {context} = this;
        const [sight, problems] = await Promise.all([visibleTo(context, userId), problemsOf(context, userId)]);
        if (sight.isGuest) {
            return [];
        }
        const counts = new Map<string, number>();
        for (const channel of problems.flatMap((one) => placesOf(one, context.settings.defaultChannel).channels)) {
            counts.set(channel, (counts.get(channel) ?? 0) + 1);
        }
        const most = [...counts].toSorted(([, one], [, other]) => other - one).map(([channel]) => channel);
        const chosen = most.slice(0, MOST_CHANNELS);
        await sight.learn(chosen);
        return Promise.all(chosen.filter((channel) => sight.isIn(channel)).map((one) => context.chat.channelId(one)));
    }
}

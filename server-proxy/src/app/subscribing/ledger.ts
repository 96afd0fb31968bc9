import {AppError, asAppError} from '../../domain/errors';
import {authorOf} from '../../domain/person';
import type {HandoverSchedule} from '../../domain/shift/schedule';
import {type Draft, subscriptionOf} from '../../domain/subscription/draft';
import {scheduled} from '../../domain/subscription/schedules';
import {MOST_SUBSCRIPTIONS} from '../../domain/subscription/schema';
import type {Subscription} from '../../domain/subscription/subscription';
import {changed, type Subscriptions, subscribed, unsubscribed} from '../../domain/subscription/subscriptions';
import {filterWords, inQuotes, loudnessWords} from '../../domain/subscription/words';
import {type Language, says} from '../../domain/texts';
import type {AuditEntry, AuditLog} from '../people/audit_log';
import type {ChatUser} from '../posts/chat_port';
import type {SubscriptionStore} from '../routing/subscription_store';
import type {Clock, Logger} from '../telemetry';

interface LedgerDeps {
    readonly store: SubscriptionStore;
    readonly audit: Pick<AuditLog, 'record'>;
    /** Routing reads them anew. */
    readonly onChange: () => void;
    /** `team/channel` of a channel, or else its id. Never rejects. */
    readonly addressOf: (channelId: string) => Promise<string>;
    readonly language: Language;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** `again`: it was stored exactly so before, by the same button. */
export type Saved = 'made' | 'changed' | 'again';

/** What the audit keeps of a sentence. */
const MOST_DETAIL = 500;

/** The stored subscriptions: every change of theirs is audited, and takes effect at once on this node. */
export class SubscriptionLedger {
    constructor(private readonly deps: LedgerDeps) {}

    read(): Promise<Subscriptions> {
        return this.deps.store.read();
    }

    async find(id: string): Promise<Subscription | undefined> {
        return (await this.read()).subscriptions.find((one) => one.id === id);
    }

    async inChannel(channelId: string): Promise<readonly Subscription[]> {
        return (await this.read()).subscriptions.filter((one) => one.channelId === channelId);
    }

    /** @throws AppError `forbidden` when somebody else was faster, or there are too many; `busy`, `misconfigured` */
    async save(draft: Draft, user: ChatUser): Promise<Saved> {
        const next = subscriptionOf(draft, this.by(user));
        let saved = 'made' as Saved;
        await this.deps.store.update((current) => {
            const known = current.subscriptions.find(({id}) => id === draft.id);
            if (known && isSame(known, next)) {
                saved = 'again';
                return current;
            }
            saved = draft.isNew ? 'made' : 'changed';
            return draft.isNew ? subscribed(withRoom(current), next) : changed(current, next, draft.revision);
        });
        if (saved !== 'again') {
            this.deps.onChange();
            await this.audited(user, saved === 'made' ? 'subscribe' : 'change_subscription', next);
        }
        return saved;
    }

    /** @returns undefined when it was removed before @throws AppError as `save` does */
    async remove(id: string, revision: number, user: ChatUser): Promise<Subscription | undefined> {
        let removed: Subscription | undefined;
        await this.deps.store.update((current) => {
            removed = current.subscriptions.find((one) => one.id === id);
            return removed ? unsubscribed(current, id, revision) : current;
        });
        if (removed) {
            this.deps.onChange();
            await this.audited(user, 'unsubscribe', removed);
        }
        return removed;
    }

    /** Sets the schedule of a channel's hand-overs; undefined ends it. @throws AppError as `save` does */
    async schedule(channelId: string, schedule: HandoverSchedule | undefined, user: ChatUser): Promise<void> {
        await this.deps.store.update((current) => scheduled(current, channelId, schedule));
        await this.record(user, 'schedule_handover', {
            key: 'handover',
            hostName: await this.deps.addressOf(channelId),
            detail: schedule ? `${schedule.cron} ${schedule.timeZone}` : 'off',
            channelId,
        });
    }

    /** Puts these in the place of all. @throws AppError as `save` does */
    async replaceAll({subscriptions, handovers = []}: Omit<Subscriptions, 'version'>, user: ChatUser): Promise<void> {
        const by = this.by(user);
        let before: readonly Subscription[] = [];
        await this.deps.store.update((current) => {
            before = current.subscriptions;
            // Whoever is editing one meanwhile learns that it is another now.
            const newest = Math.max(0, ...before.map(({revision}) => revision));
            return {
                version: 1,
                subscriptions: subscriptions.map((one) => ({...one, revision: newest + 1, by})),
                ...(handovers.length === 0 ? {} : {handovers: handovers.map((one) => ({...one, by}))}),
            };
        });
        this.deps.onChange();
        await this.record(user, 'import_subscriptions', {
            key: 'subscriptions',
            hostName: '',
            detail: `${before.length} → ${subscriptions.length}`,
            channelId: '',
        });
    }

    private by({id, username}: ChatUser): Subscription['by'] {
        return {userId: id, username, at: Math.floor(this.deps.clock.now() / 1000)};
    }

    private async audited(user: ChatUser, action: AuditEntry['action'], one: Subscription): Promise<void> {
        const {language} = this.deps;
        const words = `${filterWords(one.filter, language, inQuotes)}; ${loudnessWords(one, language, inQuotes)}`;
        await this.record(user, action, {
            key: `subscription/${one.id}`,
            hostName: await this.deps.addressOf(one.channelId),
            detail: words.slice(0, MOST_DETAIL),
            channelId: one.channelId,
        });
    }

    /** Best effort: an entry that cannot be written is logged whole. */
    private async record(
        user: ChatUser,
        action: AuditEntry['action'],
        what: Pick<AuditEntry, 'key' | 'hostName' | 'detail' | 'channelId'>,
    ): Promise<void> {
        const entry: AuditEntry = {
            at: this.by(user).at,
            userId: user.id,
            username: user.username,
            author: authorOf(user),
            action,
            result: 'confirmed',
            comment: '',
            postId: '',
            ...what,
        };
        try {
            await this.deps.audit.record(entry);
        } catch (error) {
            this.deps.logger.error('The audit could not be written', {...entry, error: asAppError(error)});
        }
    }
}

const withRoom = (current: Subscriptions): Subscriptions => {
    if (current.subscriptions.length >= MOST_SUBSCRIPTIONS) {
        throw new AppError(
            'forbidden',
            says(({subscribing}) => subscribing.done.tooMany(MOST_SUBSCRIPTIONS)),
        );
    }
    return current;
};

/** But for who saved it when. */
const isSame = (one: Subscription, other: Subscription): boolean => contentOf(one) === contentOf(other);

const contentOf = ({channelId, filter, warning, critical, escalation, quietHours, shadow}: Subscription): string =>
    JSON.stringify([channelId, filter, warning, critical, escalation, quietHours, shadow].map(sorted));

const sorted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value;

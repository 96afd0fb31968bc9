import {asAppError} from '../../domain/errors';
import type {Language, Said} from '../../domain/texts';
import type {SubscriptionStore} from '../routing/subscription_store';
import type {Clock, Logger} from '../telemetry';
import type {SubscribedChannels} from './channels_port';
import {troubleOf} from './trouble';

interface ChannelWatchDeps {
    readonly store: Pick<SubscriptionStore, 'read'>;
    readonly channels: Pick<SubscribedChannels, 'find'>;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** Mattermost is asked about up to a thousand channels. */
const EVERY_MS = 300_000;
/** The list and the table show the rest. */
const MOST_TOLD = 5;

/** Looks now and then whether channels that have subscribed can still get alerts, for the health page. */
export class ChannelWatch {
    private troubles: readonly Said[] = [];
    private next = 0;

    constructor(private readonly deps: ChannelWatchDeps) {}

    /** Never rejects. */
    async check(): Promise<void> {
        const {store, channels, clock, logger} = this.deps;
        if (clock.monotonic() < this.next) {
            return;
        }
        this.next = clock.monotonic() + EVERY_MS;
        try {
            const {subscriptions} = await store.read();
            const found: Said[] = [];
            for (const id of new Set(subscriptions.map(({channelId}) => channelId))) {
                const trouble = troubleOf(await channels.find(id), id);
                if (trouble) {
                    found.push(trouble);
                }
            }
            this.troubles = found;
        } catch (error) {
            logger.warn('Channels that have subscribed could not be looked at', {error: asAppError(error)});
        }
    }

    /** A change of the subscriptions may have ended a trouble. */
    forget(): void {
        this.next = 0;
    }

    said(language: Language): readonly string[] {
        return this.troubles.slice(0, MOST_TOLD).map((said) => said(language));
    }
}

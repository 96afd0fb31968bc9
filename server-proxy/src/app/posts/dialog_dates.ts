import {asAppError} from '../../domain/errors';
import {hasDialogDates} from '../../domain/mattermost_versions';
import type {Background} from '../background';
import type {Clock, Logger} from '../telemetry';
import type {ChatPort} from './chat_port';

/** A Mattermost that was upgraded or rolled back is noticed within that time. */
const FRESH_MS = 600_000;

/** Which elements Mattermost's dialogs have. A dialog has to open at once, so Mattermost is asked for its version before. */
export class DialogDates {
    private has = false;
    private askedAt = Number.NEGATIVE_INFINITY;

    constructor(
        private readonly chat: Pick<ChatPort, 'whoAmI'>,
        private readonly clock: Pick<Clock, 'monotonic'>,
        private readonly logger: Logger,
        private readonly background: Background,
    ) {}

    /** As far as is known; asks again in the background. Until Mattermost has answered it has what every version has. */
    known(): boolean {
        if (this.clock.monotonic() - this.askedAt > FRESH_MS) {
            this.askedAt = this.clock.monotonic();
            this.background.start('Mattermost’s version', () => this.ask());
        }
        return this.has;
    }

    private async ask(): Promise<void> {
        try {
            this.has = hasDialogDates((await this.chat.whoAmI()).version);
        } catch (error) {
            this.askedAt = Number.NEGATIVE_INFINITY;
            this.logger.warn('Mattermost does not tell its version', {error: asAppError(error)});
        }
    }
}

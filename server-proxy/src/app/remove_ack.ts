import {isProblemState} from '#contract';
import {targetIds} from '../domain/alert';
import type {AlertRecord} from '../domain/alert_record';
import {authorOf} from '../domain/author';
import {asAppError} from '../domain/errors';
import {neutralize} from '../domain/text';
import {textsOf} from '../domain/texts';
import {withoutAck} from '../domain/transitions';
import {type AppContext, nowSeconds} from './app_context';
import type {ChatUser} from './ports';
import {poll} from './read_back';
import {addThreadLine, showAlert} from './show_alert';

/** Removes an acknowledgement and reads back that it is gone; the post stays as it is until then. */
export const removeAck = (context: AppContext, record: AlertRecord, user: ChatUser): void =>
    context.background.start('Removing the acknowledgement', async () => {
        const texts = textsOf(context.settings.language);
        const post = {postId: record.postId, channelId: record.channelId};
        try {
            const gone = await carryOut(context, record);
            context.metrics.acknowledgement(gone ? 'removed' : 'removal_not_confirmed');
            if (!gone) {
                const seconds = Math.round(context.settings.readBack.deadlineMs / 1000);
                await context.chat.tell(user.id, post, texts.removalNotConfirmed(seconds), 'warning');
                return;
            }
            const changed = await context.store.update(record.key, (current) =>
                unacknowledged(context, record, current),
            );
            await showAlert(context, record.key);
            if (changed?.look === 'problem') {
                await addThreadLine(context, changed, texts.removed(neutralize(authorOf(user))));
            }
            await context.chat.tell(user.id, post, texts.removalConfirmed, 'info');
        } catch (error) {
            const known = asAppError(error);
            context.metrics.acknowledgement('removal_failed');
            context.logger.warn('Acknowledgement not removed', {alert: record.key, error: known});
            await context.chat.tell(user.id, post, known.message, 'warning');
        }
    });

const carryOut = async (context: AppContext, record: AlertRecord): Promise<boolean> => {
    const target = targetIds(record.alert.target);
    await context.monitoring.removeAcknowledgement(target);
    const found = await poll(context, context.settings.readBack.deadlineMs, async () => {
        const status = await context.monitoring.readStatus(target);
        const recovered = status.state !== undefined && !isProblemState(status.state);
        return !status.acknowledged || recovered ? true : undefined;
    });
    return found ?? false;
};

const unacknowledged = (context: AppContext, removed: AlertRecord, current: AlertRecord | undefined) =>
    current?.look === 'acknowledged' && current.ack?.at === removed.ack?.at
        ? {...withoutAck(current), look: 'problem' as const, updatedAt: nowSeconds(context)}
        : current;

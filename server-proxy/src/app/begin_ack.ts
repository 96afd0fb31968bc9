import type {AckRequest} from '../domain/ack_dialog';
import type {AckDetails, AlertRecord} from '../domain/alert_record';
import {authorOf} from '../domain/author';
import {AppError} from '../domain/errors';
import {textsOf} from '../domain/texts';
import {withoutAck} from '../domain/transitions';
import {type AppContext, nowSeconds} from './app_context';
import {carryOutAck} from './carry_out_ack';
import type {ChatUser} from './ports';

/**
 * Takes an acknowledgement on: stores it first, so that neither a second click, nor a second person, nor a restart can
 * lose or double it; then carries it out in the background.
 * @throws AppError `forbidden` saying why there is nothing to acknowledge
 */
export const beginAck = async (
    context: AppContext,
    key: string,
    user: ChatUser,
    request: AckRequest,
): Promise<void> => {
    const ack: AckDetails = {
        ...request,
        author: authorOf(user),
        userId: user.id,
        username: user.username,
        at: nowSeconds(context),
        via: 'mattermost',
    };
    let refusal: string | undefined;
    await context.store.update(key, (current) => {
        refusal = whyNot(context, current);
        return current && refusal === undefined
            ? {...withoutAck(current), look: 'acknowledging', ack, updatedAt: ack.at}
            : current;
    });
    if (refusal !== undefined) {
        throw new AppError('forbidden', refusal);
    }
    context.background.start('Acknowledgement', () => carryOutAck(context, key));
};

/** @returns why this problem cannot be acknowledged (any more), or undefined when it can */
export const whyNot = (context: AppContext, record: AlertRecord | undefined): string | undefined => {
    const texts = textsOf(context.settings.language);
    switch (record?.look) {
        case undefined:
        case 'info':
        case 'recovered':
            return texts.alreadyRecovered;
        case 'acknowledging':
            return texts.alreadyAcknowledging(record.ack?.author ?? '');
        case 'acknowledged':
            return texts.alreadyAcknowledged(record.ack?.author ?? '');
        default:
            return undefined;
    }
};

import {asAppError} from '../../domain/errors';
import type {AppContext} from '../app_context';
import {requireViewer} from '../people/policy';

/** Whoever reads the settings of the service may read everything. */
export type Reader = {readonly userId: string} | 'operator';

/**
 * Who is told what: the one place that decides it for explanations.
 * @returns which channels the reader may know of
 * @throws AppError `forbidden` when they may not see what openITCOCKPIT says
 */
export const visibleTo = async (
    context: AppContext,
    reader: Reader,
): Promise<(channel: string) => Promise<boolean>> => {
    if (reader === 'operator') {
        return async () => true;
    }
    const {userId} = reader;
    await requireViewer(context, userId);
    return async (channel) => {
        try {
            return await context.chat.mayActIn(userId, channel);
        } catch (error) {
            context.logger.debug('Whether a person is in a channel is not known', {channel, error: asAppError(error)});
            return false;
        }
    };
};

import type {AppContext} from '../app_context';

/** Asking found something that the open stream should have told: so many events, at least, were lost on their way. */
export const missedByStream = (
    {news, metrics, logger}: Pick<AppContext, 'news' | 'metrics' | 'logger'>,
    what: 'problem' | 'change',
    count: number,
): void => {
    if (count > 0) {
        news.missed += count;
        metrics.streamMissed(what, count);
        logger.warn('Events of the stream were lost; asking found what they said', {what, count});
    }
};

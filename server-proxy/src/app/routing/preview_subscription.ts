import {alertKey} from '../../domain/alert/alert_key';
import {AppError} from '../../domain/errors';
import {type Preview, previewOf, type Sent} from '../../domain/subscription/preview';
import type {SubscriptionFilter} from '../../domain/subscription/subscription';
import type {Said} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {SentNotification} from '../catch_up/readings_port';

const DAY_SECONDS = 86_400;

/** A preview, and why not all of it is known. */
export interface SubscriptionPreview extends Preview {
    readonly gaps: readonly Said[];
}

/**
 * What a subscription with this filter shows: from the facts, the open problems, and what openITCOCKPIT sent in 24 hours.
 * From now on facts are kept fresh, because whoever previews is about to subscribe.
 * @throws AppError `openitcockpit_*`
 */
export const previewSubscription = async (
    context: Pick<AppContext, 'facts' | 'monitoring' | 'clock'>,
    filter: SubscriptionFilter,
): Promise<SubscriptionPreview> => {
    const {facts, monitoring} = context;
    facts.keep();
    const book = await facts.whole();
    const open = await monitoring.openProblems();
    const gaps: Said[] = [...book.missing.values()];
    const sent = await sentOfDay(context, gaps);
    const preview = previewOf(filter, {
        objects: [...book.all()],
        names: book.names,
        open: [...open.values()].map((problem) => ({facts: facts.of(problem.target, problem), state: problem.state})),
        sent: sent?.map(
            (one): Sent => ({
                key: alertKey(one.target),
                facts: facts.of(one.target, one),
                state: one.state,
                at: one.at.latest,
            }),
        ),
    });
    return {...preview, gaps};
};

const sentOfDay = async (
    context: Pick<AppContext, 'monitoring' | 'clock'>,
    gaps: Said[],
): Promise<readonly SentNotification[] | undefined> => {
    try {
        return await context.monitoring.sentNotifications(['host', 'service'], serverSeconds(context) - DAY_SECONDS);
    } catch (error) {
        if (!(error instanceof AppError && error.code === 'openitcockpit_right_missing')) {
            throw error;
        }
        gaps.push((language) => error.sentence(language));
        return undefined;
    }
};

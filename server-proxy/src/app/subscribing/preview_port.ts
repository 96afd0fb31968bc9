import type {SubscriptionFilter} from '../../domain/subscription/subscription';
import type {Language} from '../../domain/texts';

/** What a subscription would see, before it is saved. */
export interface PreviewPort {
    /**
     * @returns Markdown sentences: how many hosts and services, problems, and posts of the last 24 hours; whether that is
     *     nothing or everything; which groups, containers and tags there are not (any more); what of it is not known
     * @throws AppError `openitcockpit_*`
     */
    preview(filter: SubscriptionFilter, language: Language): Promise<readonly string[]>;
}

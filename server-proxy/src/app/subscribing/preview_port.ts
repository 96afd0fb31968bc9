import type {PATTERN_FIELDS} from '../../domain/subscription/fields';
import type {SubscriptionFilter} from '../../domain/subscription/subscription';

/** What a subscription would see, before it is saved. */
export interface PreviewPort {
    /** @throws AppError `openitcockpit_*` */
    preview(filter: SubscriptionFilter): Promise<Preview>;
}

/** What is absent is not known. */
export interface Preview {
    readonly sees?: {readonly hosts: number; readonly services: number; readonly isEverything: boolean} | undefined;
    /** How many problems there are now. */
    readonly problems?: number | undefined;
    /** How many posts the last 24 hours would have brought. */
    readonly postsOfLastDay?: number | undefined;
    /** Names in the filter that nothing has, of groups, containers, tags and satellites. */
    readonly unknownNames: readonly UnknownName[];
}

export interface UnknownName {
    readonly field: keyof typeof PATTERN_FIELDS;
    readonly name: string;
    /** The most similar names that there are. */
    readonly similar: readonly string[];
}

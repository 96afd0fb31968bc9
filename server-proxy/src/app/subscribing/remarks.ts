import {asAppError} from '../../domain/errors';
import type {Draft} from '../../domain/subscription/draft';
import {inCode} from '../../domain/subscription/words';
import {type Language, textsOf} from '../../domain/texts';
import type {Clock, Logger} from '../telemetry';
import type {SubscribedChannels} from './channels_port';
import type {PreviewPort} from './preview_port';

interface RemarksDeps {
    readonly channels: Pick<SubscribedChannels, 'find' | 'reach'>;
    /** Absent: nothing is known of what a subscription would see. */
    readonly preview?: PreviewPort | undefined;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** Somebody is waiting, and Mattermost waits no longer than 30 s. */
const PATIENCE_MS = 10_000;
const FOR_EVERYBODY: ReadonlySet<string> = new Set(['here', 'channel', 'all']);

/** What people should know of a draft before they save it: what it would see, and whom its mentions do not reach. */
export const remarksOn = async (deps: RemarksDeps, draft: Draft, language: Language): Promise<readonly string[]> => {
    const [seen, mentions] = await Promise.all([seenBy(deps, draft, language), mentionRemarks(deps, draft, language)]);
    return [...seen, ...mentions, ...(draft.shadow ? [textsOf(language).subscribing.preview.shadow] : [])];
};

const seenBy = async (deps: RemarksDeps, {filter}: Draft, language: Language): Promise<readonly string[]> =>
    (await inTime(deps, async () => deps.preview?.preview(filter, language))) ?? [
        textsOf(language).subscribing.preview.unknown,
    ];

/** @returns undefined when it takes too long, or fails */
const inTime = async <T>({clock, logger}: RemarksDeps, work: () => Promise<T>): Promise<T | undefined> => {
    const over = new AbortController();
    const late = clock.sleep(PATIENCE_MS, over.signal).then(
        () => undefined,
        () => undefined,
    );
    try {
        return await Promise.race([work(), late]);
    } catch (error) {
        logger.warn('What a subscription would see is not known', {error: asAppError(error)});
        return undefined;
    } finally {
        over.abort();
    }
};

/** Whom a mention would not reach: said before it is needed at night. */
const mentionRemarks = async (deps: RemarksDeps, draft: Draft, language: Language): Promise<readonly string[]> => {
    const {warning, critical, escalation, channelId} = draft;
    const here = [warning, critical, ...(escalation?.channelId === undefined ? [escalation] : [])];
    const there = escalation?.channelId === undefined ? [] : [escalation];
    const remarks = await Promise.all([
        outsidersOf(deps, namesIn(here), channelId, language),
        outsidersOf(deps, namesIn(there), escalation?.channelId ?? channelId, language),
    ]);
    return remarks.flat();
};

const namesIn = (loudness: readonly ({readonly mention: string} | undefined)[]): readonly string[] => [
    ...new Set(
        loudness
            .flatMap((one) => one?.mention.split(' ') ?? [])
            .map((word) => word.replace(/^@/, '').toLowerCase())
            .filter((name) => name !== '' && !FOR_EVERYBODY.has(name)),
    ),
];

const outsidersOf = async (
    {channels, logger}: RemarksDeps,
    names: readonly string[],
    channelId: string,
    language: Language,
): Promise<readonly string[]> => {
    const texts = textsOf(language).subscribing.preview;
    const found = await Promise.all(
        names.map(async (name) => {
            try {
                return {name, reach: await channels.reach(name, channelId)};
            } catch (error) {
                logger.warn('Whom a mention reaches is not known', {name, error: asAppError(error)});
                return {name, reach: 'unknown' as const};
            }
        }),
    );
    const those = (wanted: (typeof found)[number]['reach']) =>
        found
            .filter(({reach}) => reach === wanted)
            .map(({name}) => inCode(`@${name}`))
            .join(', ');
    const [outside, nobody, unknown] = [those('outside'), those('nobody'), those('unknown')];
    const address = outside === '' ? '' : ((await channels.find(channelId))?.address ?? channelId);
    return [
        ...(outside === '' ? [] : [texts.outsider(outside, address)]),
        ...(nobody === '' ? [] : [texts.nobody(nobody)]),
        ...(unknown === '' ? [] : [texts.mentionsUnknown(unknown)]),
    ];
};

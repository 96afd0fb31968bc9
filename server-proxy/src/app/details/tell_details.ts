import type {TargetIds} from '../../domain/alert/alert';
import {detailsParts} from '../../domain/details/details_parts';
import {curvesText, detailsText} from '../../domain/details/details_text';
import {asAppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {type Language, textsOf} from '../../domain/texts';
import type {FoundObject, SearchPort} from '../commands/search_port';
import {findObject, labelOf} from '../explain/find_object';
import type {Sight} from '../people/visible_to';
import type {Details} from './details';

interface Deps {
    readonly details: Details;
    readonly monitoring: Pick<SearchPort, 'findHosts' | 'findServices'>;
    /** @throws AppError `forbidden`, `mattermost_*` */
    readonly sightOf: (userId: string) => Promise<Sight>;
    /** Those that are seen with it. @throws AppError `mattermost_*`, or when a store is away */
    readonly visible: (sight: Sight, objects: readonly FoundObject[]) => Promise<readonly FoundObject[]>;
    /** Of the account, or else of the settings. */
    readonly formatTime: (userId: string) => Promise<(unixSeconds: number) => string>;
}

interface Asker {
    readonly userId: string;
    readonly language: Language;
}

const HOURS = 4;
const MOST_SUGGESTIONS = 5;
const MOST_NAME = 100;

/**
 * The details of a host or service as text, for the phone and for threads: of all that this person may see, whether it has a
 * problem or not.
 * @param typed a host; or host and service, in either order of words: `web01 Ping`, `Ping on web01`
 * @throws AppError `forbidden`, `openitcockpit_*`, `mattermost_*`
 */
export const tellDetails = async (deps: Deps, {userId, language}: Asker, typed: string): Promise<string> => {
    const words = textsOf(language);
    if (typed.trim() === '') {
        return words.details.how;
    }
    const sight = await deps.sightOf(userId);
    const {object, others} = await findObject(deps, {typed});
    const seen = await deps.visible(sight, object ? [object] : others);
    const [only, ...more] = seen;
    // What somebody may not see is not told apart from what is not there.
    if (!only) {
        return words.found.nothingNamed(neutralize(typed.slice(0, MOST_NAME)));
    }
    return !object || more.length > 0
        ? words.explain.several(seen.length, seen.slice(0, MOST_SUGGESTIONS).map(labelOf).map(neutralize).join(', '))
        : textOf(deps, {userId, language}, sight, only);
};

const textOf = async (
    {details, formatTime}: Deps,
    {userId, language}: Asker,
    sight: Sight,
    object: FoundObject,
): Promise<string> => {
    const {target, hostName, serviceName, stateSince} = object;
    const named = {target, hostName, ...(serviceName !== undefined && {serviceName})};
    const subject = {...named, since: stateSince?.earliest};
    const [about, time, curves] = await Promise.all([
        details.about(sight, subject),
        formatTime(userId),
        curvesIn(details, target, language),
    ]);
    const title = `### ${neutralize(labelOf(object))}`;
    const text = detailsText(detailsParts(about, {language, formatTime: time}));
    return [title, ...curves, text].join('\n');
};

/** Without curves, the rest is still worth telling. */
const curvesIn = async (details: Details, target: TargetIds, language: Language): Promise<readonly string[]> => {
    if (target.serviceUuid === undefined) {
        return [];
    }
    try {
        return [curvesText(await details.curvesAbout(target, HOURS, language))];
    } catch (error) {
        return [neutralize(`${textsOf(language).details.graph}: ${asAppError(error).sentence(language)}`)];
    }
};

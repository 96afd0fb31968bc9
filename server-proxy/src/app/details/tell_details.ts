import {detailsParts} from '../../domain/details/details_parts';
import {curvesText, detailsText} from '../../domain/details/details_text';
import {asAppError} from '../../domain/errors';
import type {Style} from '../../domain/explain/explanation_style';
import {cut} from '../../domain/text';
import {type Language, textsOf} from '../../domain/texts';
import type {FoundObject, SearchPort} from '../commands/search_port';
import {findObject, labelOf, type Question} from '../explain/find_object';
import type {Sight} from '../people/visible_to';
import type {Subject} from './collect';
import type {Details} from './details';

interface Deps {
    readonly details: Details;
    readonly monitoring: Pick<SearchPort, 'findHosts' | 'findServices'>;
    /** Those that are seen with it. @throws AppError `mattermost_*`, or when a store is away */
    readonly visible: (sight: Sight, objects: readonly FoundObject[]) => Promise<readonly FoundObject[]>;
}

/** Who asks, and how they read. */
interface DetailsReader {
    readonly sight: Sight;
    readonly language: Language;
    /** In the zone of their account, or else of the settings. @param unixSeconds */
    readonly formatTime: (unixSeconds: number) => string;
    readonly style: Style;
}

const HOURS = 4;
const MOST_SUGGESTIONS = 5;
const MOST_NAME = 100;

/**
 * The details of a host or service as text, for the phone, for threads and for terminals: of all that this reader may see,
 * whether it has a problem or not.
 * @throws AppError `openitcockpit_*`, `mattermost_*`
 */
export const tellDetails = async (deps: Deps, reader: DetailsReader, question: Question): Promise<string> => {
    const {sight, language, style} = reader;
    const words = textsOf(language);
    const {typed, service} = question;
    if (typed.trim() === '') {
        return words.details.how;
    }
    const {object, others} = await findObject(deps, question);
    const seen = await deps.visible(sight, object ? [object] : others);
    const [only, ...more] = seen;
    // What somebody may not see is not told apart from what is not there.
    if (!only) {
        const whole = service === undefined ? typed : `${typed} ${service}`;
        return words.found.nothingNamed(style.name(cut(whole, MOST_NAME)));
    }
    return !object || more.length > 0
        ? words.explain.several(seen.length, seen.slice(0, MOST_SUGGESTIONS).map(labelOf).map(style.name).join(', '))
        : textOf(deps, reader, only);
};

const textOf = async (
    {details}: Deps,
    {sight, language, formatTime, style}: DetailsReader,
    object: FoundObject,
): Promise<string> => {
    const {target, hostName, serviceName, stateSince} = object;
    const named = {target, hostName, ...(serviceName !== undefined && {serviceName})};
    const subject = {...named, since: stateSince?.earliest, version: versionOf(object)};
    const [about, curves] = await Promise.all([
        details.about(sight, subject),
        curvesIn(details, subject, language, style),
    ]);
    const title = style.heading(style.name(labelOf(object)));
    return [title, ...curves, detailsText(detailsParts(about, {language, formatTime}), style)].join('\n');
};

/** Another one as soon as openITCOCKPIT shows a change. */
const versionOf = ({state, stateSince, acknowledged, acknowledgement: ack}: FoundObject): string =>
    JSON.stringify([state, stateSince?.earliest, acknowledged, ack?.at?.earliest, ack?.author, ack?.comment]);

/** Without curves, the rest is still worth telling. */
const curvesIn = async (
    details: Details,
    {target, version}: Pick<Subject, 'target' | 'version'>,
    language: Language,
    style: Style,
): Promise<readonly string[]> => {
    if (target.serviceUuid === undefined) {
        return [];
    }
    try {
        return [curvesText(await details.curvesAbout(target, HOURS, language, version), style)];
    } catch (error) {
        return [style.text(`${textsOf(language).details.graph}: ${asAppError(error).sentence(language)}`)];
    }
};

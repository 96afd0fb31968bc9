import {alertKey} from '../../domain/alert/alert_key';
import {parseServiceName} from '../../domain/alert/problem_filter';
import type {AlertRecord} from '../../domain/alert/record';
import {timeFormat} from '../../domain/post/alert_post';
import {shortFormat} from '../../domain/post/clock_format';
import {type Attachment, detailOf, type Found, type FoundOptions, nameOf} from '../../domain/post/found_post';
import {rowOf} from '../../domain/post/problem_row';
import {mostSimilar} from '../../domain/similar';
import {neutralize} from '../../domain/text';
import {type Language, textsOf} from '../../domain/texts';
import {livingRecord} from '../actions/locate_listed';
import {type AppContext, linkStyleOf, nowSeconds, serverSeconds} from '../app_context';
import {takeReading} from '../catch_up/take_reading';
import {visibleObjects} from '../people/visible_objects';
import {type Sight, visibleTo} from '../people/visible_to';
import type {LivingList} from './living_lists';
import type {FoundObject, FoundObjects} from './search_port';

/** Who asks, and Mattermost's address as they see it. */
export interface Asker {
    readonly userId: string;
    readonly siteUrl: string;
    readonly language: Language;
    /** The command without its arguments, e.g. `/openitcockpit problems`, for hints on what to type next. */
    readonly command: string;
}

/** Markdown, and attachments as Mattermost takes them. */
export interface Answer {
    readonly text: string;
    readonly attachments: readonly Attachment[];
    /** Absent where it stays as it is. */
    readonly list?: LivingList | undefined;
}

/** @param askedAt on openITCOCKPIT's clock */
export interface Question extends Asker {
    readonly askedAt: number;
    readonly sight: Sight;
}

export const PAGE = 10;
const MOST_SUGGESTIONS = 5;

/** One host with all that is known about it, or the hosts that the name may mean. */
export const showHost = async (context: AppContext, asker: Asker, name: string): Promise<Answer> => {
    const question = await questionOf(context, asker);
    const {sight} = question;
    const texts = textsOf(asker.language).found;
    if (name === '') {
        return said(texts.howHost);
    }
    const found = await seenBy(context, sight, context.monitoring.findHosts(name));
    const exact = found.objects.filter(({hostName}) => isSame(hostName, name));
    return answerWith(context, question, name, found, exact, async () =>
        (await seenBy(context, sight, context.monitoring.findHosts(beginningOf(name)))).objects.map(
            ({hostName}) => hostName,
        ),
    );
};

/** One service, named alone or `on` its host, or the services that the name may mean. */
export const showService = async (context: AppContext, asker: Asker, typed: string): Promise<Answer> => {
    const question = await questionOf(context, asker);
    const texts = textsOf(asker.language).found;
    if (typed === '') {
        return said(texts.howService);
    }
    const find = (name: string, on: string) =>
        seenBy(context, question.sight, context.monitoring.findServices(name, on));
    const {service, host} = parseServiceName(typed);
    const parted = await find(service, host);
    // `on` may be part of the name.
    const isWhole = host === '' || parted.objects.length > 0;
    const found = isWhole ? parted : await find(typed, '');
    const name = isWhole ? service : typed;
    const named = found.objects.filter(({serviceName = ''}) => isSame(serviceName, name));
    const exact = host === '' || !isWhole ? named : onHost(named, host);
    return answerWith(context, question, typed, found, exact, async () =>
        (await find(beginningOf(service), '')).objects.map((object) => nameOf(object, asker)),
    );
};

/** Those on the host with exactly this name; all of them when there is none. */
const onHost = (objects: readonly FoundObject[], host: string): readonly FoundObject[] => {
    const exact = objects.filter(({hostName}) => isSame(hostName, host));
    return exact.length > 0 ? exact : objects;
};

const answerWith = async (
    context: AppContext,
    asker: Question,
    typed: string,
    found: FoundObjects,
    exact: readonly FoundObject[],
    alike: () => Promise<readonly string[]>,
): Promise<Answer> => {
    const texts = textsOf(asker.language).found;
    const [only, ...others] = exact.length > 0 ? exact : found.objects;
    if (!only) {
        return said(notFound(asker, typed, mostSimilar(typed, await alike(), MOST_SUGGESTIONS)));
    }
    if (others.length === 0) {
        const [detail] = await completed(context, asker, [only]);
        return {text: '', attachments: detail ? [detailOf(detail, optionsFor(context, asker))] : []};
    }
    const objects = [only, ...others];
    const first = objects.slice(0, PAGE);
    const count = texts.several(objects.length, neutralize(typed), !found.complete);
    const exactly = texts.exactly(code([asker.command, nameOf(only, asker)]));
    return {text: `${count} ${exactly}`, attachments: await rowsOf(context, asker, first)};
};

const notFound = ({sight, language}: Question, typed: string, names: readonly string[]): string => {
    const texts = textsOf(language).found;
    const named = texts.nothingNamed(neutralize(typed.slice(0, 100)));
    const nothing = sight.everything ? named : `${named} ${texts.yourChannels}`;
    return names.length === 0 ? nothing : `${nothing} ${texts.similar(names.map(neutralize).join(', '))}`;
};

export const questionOf = async (context: AppContext, asker: Asker): Promise<Question> => ({
    ...asker,
    askedAt: serverSeconds(context),
    sight: await visibleTo(context, asker.userId),
});

/** Without what this person may not see, which is not told apart from what is not there. */
export const seenBy = async (
    context: AppContext,
    sight: Sight,
    found: Promise<FoundObjects>,
): Promise<FoundObjects> => {
    const {objects, complete} = await found;
    return {objects: await visibleObjects(context, sight, objects), complete};
};

export const said = (text: string): Answer => ({text, attachments: []});

/** Words in a code span, from which they cannot break out. */
export const code = (words: readonly (string | number)[]): string =>
    words
        .filter((word) => word !== '')
        .join(' ')
        .replaceAll('`', "'");

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whoever mistypes a name rarely does so at its beginning. */
const beginningOf = (name: string): string => name.slice(0, Math.max(1, Math.min(3, Math.floor(name.length / 2))));

export const rowsOf = async (
    context: AppContext,
    asker: Question,
    objects: readonly FoundObject[],
): Promise<Attachment[]> => {
    const options = optionsFor(context, asker);
    const records = await Promise.all(objects.map((object) => recordOf(context, asker, object)));
    return objects.map((object, at) => rowOf({object, record: records[at]}, at, options));
};

/** The record of the object's post, once the post shows what the list shows, on which the buttons depend. */
const recordOf = async (
    context: AppContext,
    {askedAt}: Question,
    object: FoundObject,
): Promise<AlertRecord | undefined> => {
    const key = alertKey(object.target);
    const mark = context.latestReadings.mark();
    const known = await livingRecord(context, key);
    if (!known) {
        return undefined;
    }
    try {
        await takeReading(context, known, object, askedAt, mark);
    } catch (error) {
        context.logger.warn('A post could not be brought up to date', {alert: key, error});
    }
    return livingRecord(context, key);
};

const completed = (context: AppContext, question: Question, objects: readonly FoundObject[]): Promise<Found[]> =>
    Promise.all(
        objects.map(async (object) => ({
            object,
            record: await recordOf(context, question, object),
            downtimes: object.inDowntime ? await runningDowntimes(context, object) : [],
        })),
    );

/** Without its downtimes, the rest is still worth showing. */
const runningDowntimes = async ({monitoring, logger}: AppContext, {target, hostName}: FoundObject) => {
    try {
        return (await monitoring.readDowntimes(target, hostName)).filter(({running}) => running);
    } catch (error) {
        logger.warn('The downtimes of an object could not be read', {alert: alertKey(target), error});
        return [];
    }
};

export const optionsFor = (context: AppContext, {userId, siteUrl, language, sight}: Question): FoundOptions => {
    const {settings} = context;
    return {
        openitcockpitUrl: settings.openitcockpitUrl,
        linkStyle: linkStyleOf(context),
        language,
        formatTime: timeFormat(language, settings.timeZone),
        clock: shortFormat(language, settings.timeZone, nowSeconds(context)),
        siteUrl,
        nowSeconds: nowSeconds(context),
        actions:
            settings.twoWay && !sight.isGuest
                ? {
                      url: settings.actionsUrl,
                      secret: settings.signingSecrets[0],
                      origin: {userId, siteUrl},
                      quickReasons: settings.quickReasons,
                      nowSeconds: nowSeconds(context),
                  }
                : undefined,
    };
};

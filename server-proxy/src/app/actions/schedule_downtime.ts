import type {PendingAction, RequestOf} from '../../domain/action/action_request';
import {targetIds} from '../../domain/alert/alert';
import {withFlag} from '../../domain/alert/marks';
import {isAfterOrAtEnd, type Moment, momentAt} from '../../domain/alert/moment';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {neutralize} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {FoundObject} from '../commands/search_port';
import type {Downtime} from './command_port';
import {includesServices, missingIn, type OnHost, onServices, serviceDowntimesOf, servicesOf} from './host_services';
import {commandedAt, isSinceCommand, type Read, readFor, readObject, whyNotCommanded, whyOver} from './object_state';
import {failed, isFailure, type Strategy} from './strategy';

type Scheduling = PendingAction<RequestOf<'schedule_downtime'>>;

interface Confirmed extends OnHost {
    readonly running: boolean;
    /** Line for the thread. */
    readonly line: string;
    readonly at: Moment;
}

type SchedulingOutcome =
    | Confirmed
    /** Another one is already running. */
    | {readonly result: 'elsewhere'; readonly read: Read};

/**
 * Schedules a downtime. It is confirmed once openITCOCKPIT lists it and, if it has begun, shows the object in downtime; of a
 * host and its services, once it does so for each of them.
 */
export const scheduleDowntime: Strategy<RequestOf<'schedule_downtime'>, SchedulingOutcome> = {
    showsAtOnce: true,

    whyNot: (record, texts) =>
        whyOver(record, texts) ?? (record?.inDowntime ? texts.actions.alreadyInDowntime : undefined),

    async checkFirst(context, record, {request, sentAt}) {
        if (request.end * 1000 <= context.clock.now()) {
            return failed(
                'not_sent',
                says(({actions}) => actions.downtimeOver),
            );
        }
        const read = await readFor(context, record);
        const refused = whyNotCommanded(record, read.status);
        // The running downtime may be the one sent before.
        const isInOne = sentAt === undefined && observe(record, read.observation).inDowntime;
        return refused ?? (isInOne ? {result: 'elsewhere', read} : undefined);
    },

    async before(context, record, action) {
        const {downtimes} = await readObject(context, record);
        const others = includesServices(record, action)
            ? [...(await serviceDowntimesOf(context, record)).values()]
            : [];
        return [downtimes, ...others]
            .flat()
            .map(({id}) => id)
            .join(' ');
    },

    send({monitoring}, {alert}, {author, request: {kind: _kind, ...downtime}}) {
        const hostAndServices = downtime.hostAndServices && alert.target.service === undefined;
        return monitoring.scheduleDowntime({target: targetIds(alert.target), author, ...downtime, hostAndServices});
    },

    async readBack(context, record, action, last) {
        const {status, downtimes} = await readObject(context, record);
        const found = downtimes.find((downtime) => isOurs(downtime, action));
        if (!found || (found.running && !status.inDowntime)) {
            return undefined;
        }
        const line = lineOf(context, action, found.running);
        const at = status.freshAt ?? commandedAt(context, action);
        const onHost: Confirmed = {result: 'confirmed', running: found.running, line, at};
        return includesServices(record, action) ? withServices(context, record, action, onHost, last) : onHost;
    },

    async heard(context, current, action) {
        const begun = context.news.begunDowntime(current.key);
        const {author, request} = action;
        const isIts =
            begun !== undefined &&
            begun.author.trim() === author.trim() &&
            begun.comment.trim() === request.comment.trim() &&
            isSinceCommand(context, action, momentAt(begun.time)) === true;
        // Services tell of themselves, one by one: they are read.
        return isIts && !includesServices(current, action)
            ? {result: 'confirmed', running: true, line: lineOf(context, action, true), at: momentAt(begun.time)}
            : undefined;
    },

    notSeen: ({actions}, seconds) => actions.downtimeNotSeen(seconds),

    conclude(current, {author, request}, outcome, texts, now) {
        const {actions: words, alerts} = texts;
        if (isFailure(outcome)) {
            const message = `${words.downtimeFailed}: ${outcome.sentence(alerts.language)}`;
            return {record: current, message, weight: 'warning', threadLine: ''};
        }
        if (outcome.result === 'elsewhere') {
            const record = observe(current, outcome.read.observation);
            return {record, message: words.alreadyInDowntime, weight: 'warning', threadLine: ''};
        }
        const {start, end, comment} = request;
        const {running, line, at} = outcome;
        const missing = missingIn(outcome, texts);
        // After this, openITCOCKPIT's own notice of the start is no news.
        const isNews = running && !isAfterOrAtEnd(current.ages.inDowntime?.at, at);
        const record = isNews ? withFlag(current, 'inDowntime', true, {by: 'database', at}, now) : current;
        return {
            record: {...record, downtime: {start, end, author, comment}},
            ...(missing === ''
                ? {message: words.downtimeConfirmed, weight: 'info', threadLine: line}
                : {message: words.onHostOnly(missing), weight: 'warning', threadLine: `${line}\n${missing}`}),
        };
    },
};

/** @returns undefined: not all services show it yet */
const withServices = async (
    context: AppContext,
    record: AlertRecord,
    action: Scheduling,
    onHost: Confirmed,
    last: boolean,
): Promise<Confirmed | undefined> => {
    const theirs = await serviceDowntimesOf(context, record);
    const shows = ({target, inDowntime}: FoundObject): boolean => {
        const ours = theirs.get(target.serviceUuid ?? '')?.find((downtime) => isOurs(downtime, action));
        return ours !== undefined && (inDowntime || !ours.running);
    };
    return onServices(onHost, await servicesOf(context, record, 'all'), shows, last);
};

/**
 * A new one with this author and length. Comments are not compared: openITCOCKPIT turns them into HTML in some of its
 * lists, and how it does so is only known for plain words.
 */
const isOurs = ({id, author, seconds}: Downtime, {before = '', request, ...action}: Scheduling): boolean =>
    author.trim() === action.author.trim() &&
    seconds === request.end - request.start &&
    !before.split(' ').includes(String(id));

const lineOf = ({settings, formatTime}: AppContext, {author, request}: Scheduling, running: boolean): string => {
    const words = textsOf(settings.language).actions;
    const [from, until] = [request.start, request.end].map(formatTime);
    const [who, what] = [neutralize(author), neutralize(request.comment)];
    return running
        ? words.downtimeStarted(who, until ?? '', what)
        : words.downtimeScheduled(who, from ?? '', until ?? '', what);
};

import type * as z from 'zod/mini';
import {HOST_STATES, SERVICE_STATES, type State} from '#contract';
import type {DetailsPort, NumberedObject, Said} from '../app/details/details_port';
import type {TargetIds} from '../domain/alert/alert';
import {boundsIn, type Curve, type Point} from '../domain/details/curve';
import {plainText} from '../domain/text';
import {read} from './answers';
import type {Call, TimedAnswer} from './call';
import {readConfigurationChanges} from './changelog';
import {checkTarget} from './commands';
import type {Dating} from './dated_readings';
import * as answers from './details_answers';
import {readable} from './facts_pages';
import {textOfHtml} from './html_text';

interface Reader {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
}

const PAGE = 200;
/** 1000 changes in 30 days: more say no more. */
const MOST_PAGES = 5;
const MOST_NOTIFIED = 10;

/** The state histories, notifications, acknowledgements, configuration changes and curves of single objects. */
export const createObjectDetails = (
    reader: Reader,
): Pick<DetailsPort, 'stateChanges' | 'notified' | 'lastAcknowledgement' | 'configurationChanges' | 'curves'> => ({
    stateChanges: async (object, since) => {
        const all = [];
        for (let page = 1; page <= MOST_PAGES; page += 1) {
            const {found, isLast} = await readChanges(reader, object, since, page);
            all.push(...found);
            if (isLast) {
                return {rows: all, complete: true};
            }
        }
        return {rows: all, complete: false};
    },
    notified: async (object, since) => {
        const call = historyCall(object, {
            operation: 'read_notified',
            path: `/notifications/${object.kind}Notification`,
            right: `Notifications › ${object.kind}Notification`,
            column: object.kind === 'host' ? 'NotificationHosts.start_time' : 'NotificationServices.start_time',
            since,
            limit: MOST_NOTIFIED,
        });
        const answer = await reader.ask(call);
        const {all_notifications: rows} = read(answers.objectNotifications, call.path, answer.json);
        const sent = readable<z.output<typeof answers.hostNotified> | z.output<typeof answers.serviceNotified>>(
            object.kind === 'host' ? answers.hostNotified : answers.serviceNotified,
            call.path,
            rows,
        ).map((row) => ({
            ...('NotificationHost' in row ? row.NotificationHost : row.NotificationService),
            contact: row.Contact.name,
        }));
        return dated(reader, answer, sent, ({start_time}) => start_time, since).then((found) =>
            found.flatMap(({at, row}) => {
                const state = stateOf(object, row.state);
                return state ? [{at, state, contact: plainText(row.contact, 200)}] : [];
            }),
        );
    },
    lastAcknowledgement: (object, since) => readAcknowledgement(reader, object, since),
    configurationChanges: (object, from, to) => readConfigurationChanges(reader.ask, object, from, to),
    curves: (target, from, to) => readCurves(reader.ask, target, from, to),
});

interface HistoryPage {
    readonly operation: string;
    /** Without number and extension. */
    readonly path: string;
    readonly right: string;
    readonly column: string;
    readonly since: number;
    readonly limit: number;
    readonly page?: number;
}

/** `@` marks Unix seconds in PHP, which need no time zone; the filter excludes the time it names. */
const historyCall = (
    {kind, id}: NumberedObject,
    {operation, path, right, column, since, limit, page = 1}: HistoryPage,
): Call => ({
    operation,
    path: `${path}/${id}.json`,
    query: {
        'filter[from]': `@${Math.max(1, since - 1)}`,
        scroll: 'false',
        sort: column,
        direction: 'desc',
        limit: String(limit),
        page: String(page),
    },
    angular: true,
    right,
    object: kind,
    command: false,
});

const stateOf = ({kind}: NumberedObject, number: number): State | undefined =>
    (kind === 'host' ? HOST_STATES : SERVICE_STATES)[number];

/** Lists may ignore their filter, so older rows are left out here. */
const dated = async <T>(
    {dating}: Reader,
    answer: TimedAnswer,
    rows: readonly T[],
    textOf: (row: T) => string,
    since: number,
): Promise<readonly {readonly at: number; readonly row: T}[]> => {
    const times = await dating.dateTexts(rows.map(textOf), answer);
    return rows.flatMap((row, index) => {
        const at = times[index];
        return at && at.latest >= since ? [{at: at.earliest, row}] : [];
    });
};

const readChanges = async (reader: Reader, object: NumberedObject, since: number, page: number) => {
    const {kind} = object;
    const call = historyCall(object, {
        operation: 'read_state_history',
        path: `/statehistories/${kind}`,
        right: `Statehistories › ${kind}`,
        column: kind === 'host' ? 'StatehistoryHosts.state_time' : 'StatehistoryServices.state_time',
        since,
        limit: PAGE,
        page,
    });
    const answer = await reader.ask(call);
    const {all_statehistories: rows, paging} = read(answers.stateHistory, call.path, answer.json);
    const changes = readable<z.output<typeof answers.hostStateChange> | z.output<typeof answers.serviceStateChange>>(
        kind === 'host' ? answers.hostStateChange : answers.serviceStateChange,
        call.path,
        rows,
    ).map((row) => ('StatehistoryHost' in row ? row.StatehistoryHost : row.StatehistoryService));
    const found = await dated(reader, answer, changes, ({state_time}) => state_time, since);
    return {
        isLast: page >= (paging?.pageCount ?? 1) || found.length < changes.length,
        found: found.flatMap(({at, row}) => {
            const state = stateOf(object, row.state);
            const output = plainText(row.output ?? '', 1500);
            return state ? [{at, state, hard: Boolean(row.is_hardstate ?? true), output}] : [];
        }),
    };
};

const readAcknowledgement = async (
    reader: Reader,
    object: NumberedObject,
    since: number,
): Promise<Said | undefined> => {
    const {kind} = object;
    const call = historyCall(object, {
        operation: 'read_acknowledgements',
        path: `/acknowledgements/${kind}`,
        right: `Acknowledgements › ${kind}`,
        column: kind === 'host' ? 'AcknowledgementHosts.entry_time' : 'AcknowledgementServices.entry_time',
        since,
        limit: 1,
    });
    const answer = await reader.ask(call);
    const {all_acknowledgements: rows} = read(answers.acknowledgements, call.path, answer.json);
    const said = readable<z.output<typeof answers.hostSaid> | z.output<typeof answers.serviceSaid>>(
        kind === 'host' ? answers.hostSaid : answers.serviceSaid,
        call.path,
        rows,
    ).map((row) => ('AcknowledgedHost' in row ? row.AcknowledgedHost : row.AcknowledgedService));
    const [newest] = await dated(reader, answer, said, ({entry_time}) => entry_time, since);
    return (
        newest && {
            at: newest.at,
            author: plainText(newest.row.author_name, 255),
            comment: plainText(textOfHtml(newest.row.comment_data), 1000),
        }
    );
};

/** Not scaled: openITCOCKPIT's scaling leaves out one end of a threshold that has two. */
const readCurves = async (
    ask: Reader['ask'],
    target: Required<TargetIds>,
    from: number,
    to: number,
): Promise<readonly Curve[]> => {
    checkTarget(target);
    const call: Call = {
        operation: 'read_curves',
        path: '/graphgenerators/getPerfdataByUuid.json',
        query: {
            host_uuid: target.hostUuid,
            service_uuid: target.serviceUuid,
            start: String(from),
            end: String(to),
            jsTimestamp: '0',
            scale: 'false',
            aggregation: 'avg',
        },
        angular: true,
        right: 'Graphgenerators › getPerfdataByUuid',
        command: false,
    };
    const {performance_data: rows} = read(answers.perfdata, call.path, (await ask(call)).json);
    // What cannot be read, such as the empty data source of an error, is left out.
    return readable(answers.gauge, call.path, rows).map(({datasource, data}) => ({
        name: plainText(datasource.name ?? datasource.metric ?? '', 200),
        unit: plainText(datasource.unit ?? '', 20),
        warning: boundsIn(datasource.warn),
        critical: boundsIn(datasource.crit),
        points: pointsIn(data, from, to),
    }));
};

const pointsIn = (data: unknown, from: number, to: number): readonly Point[] =>
    Object.entries(Array.isArray(data) ? {} : (data as Record<string, unknown>))
        .map(([at, value]): Point => [Number(at), value === null ? Number.NaN : Number(value)])
        .filter(([at, value]) => at >= from && at <= to && Number.isFinite(value))
        .sort((a, b) => a[0] - b[0]);

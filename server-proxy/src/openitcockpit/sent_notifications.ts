import pMap from 'p-map';
import {HOST_STATES, SERVICE_STATES} from '#contract';
import type {SentNotification} from '../app/catch_up/readings_port';
import {hostNotification, notificationList, read, serviceNotification} from './answers';
import type {Call, TimedAnswer} from './call';
import type {Dating} from './dated_readings';
import type {Kind} from './readings';
import {LIST_SIZE} from './status_lists';

interface Finder {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
}

type Undated = Omit<SentNotification, 'at'> & {readonly text: string};

/** Leaves one of the three slots to people who are waiting. */
const AT_ONCE = 2;
/** 20 000 notifications of a kind. */
const MOST_PAGES = 100;

/**
 * What openITCOCKPIT's core sent to contacts, from its lists, newest first. Lists may ignore the filter, so rows are checked
 * again and no page beyond the first older row is read. Only one column can be sorted by, so within one second they come as the
 * database likes.
 * @param since Unix seconds on openITCOCKPIT's clock
 */
export const sentNotifications = async (
    finder: Finder,
    kinds: readonly Kind[],
    since: number,
): Promise<readonly SentNotification[]> => {
    const lists = await pMap(kinds, (kind) => readList(finder, kind, since), {concurrency: AT_ONCE});
    return lists.flat();
};

const readList = async ({ask, dating}: Finder, kind: Kind, since: number): Promise<SentNotification[]> => {
    const found: SentNotification[] = [];
    for (let page = 1, pages = 1; page <= Math.min(pages, MOST_PAGES); page += 1) {
        const call = listCall(kind, since, page);
        const answer = await ask(call);
        const list = read(notificationList, call.path, answer.json);
        pages = list.paging?.pageCount ?? 1;
        const rows = rowsOf(kind, call.path, list.all_notifications);
        const times = await dating.dateTexts(
            rows.map(({text}) => text),
            answer,
        );
        const dated = rows.flatMap(({text: _, ...row}, index) => {
            const at = times[index];
            return at ? [{...row, at}] : [];
        });
        const wanted = dated.filter(({at}) => at.latest >= since);
        found.push(...wanted);
        if (wanted.length < dated.length) {
            break;
        }
    }
    return found;
};

const TABLE = {host: 'NotificationHosts', service: 'NotificationServices'} as const;

/** `@` marks Unix seconds in PHP, which need no time zone; the filter excludes the time it names. */
const listCall = (kind: Kind, since: number, page: number): Call => ({
    operation: 'read_sent_notifications',
    path: `/notifications/${kind === 'host' ? 'index' : 'services'}.json`,
    query: {
        'filter[from]': `@${Math.max(1, since - 1)}`,
        scroll: 'false',
        sort: `${TABLE[kind]}.start_time`,
        direction: 'desc',
        limit: String(LIST_SIZE),
        page: String(page),
    },
    angular: true,
    // `services` comes with it when the role is saved.
    right: 'Notifications › index',
    command: false,
});

/** Unreadable rows are left out. */
const rowsOf = (kind: Kind, path: string, rows: readonly unknown[]): readonly Undated[] =>
    rows.flatMap((row) => {
        try {
            return (kind === 'host' ? hostOf : serviceOf)(path, row);
        } catch {
            return [];
        }
    });

const hostOf = (path: string, row: unknown): Undated[] => {
    const {Host, NotificationHost: sent} = read(hostNotification, path, row);
    const state = HOST_STATES[sent.state];
    return state ? [{target: {hostUuid: Host.uuid}, hostName: Host.name, state, text: sent.start_time}] : [];
};

const serviceOf = (path: string, row: unknown): Undated[] => {
    const {Host, Service, NotificationService: sent} = read(serviceNotification, path, row);
    const state = SERVICE_STATES[sent.state];
    const target = {hostUuid: Host.uuid, serviceUuid: Service.uuid};
    return state ? [{target, hostName: Host.name, serviceName: Service.servicename, state, text: sent.start_time}] : [];
};

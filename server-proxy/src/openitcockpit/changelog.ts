import type {NumberedObject} from '../app/details/details_port';
import type {Changed} from '../domain/details/problem_details';
import {plainText} from '../domain/text';
import {read} from './answers';
import type {Call, TimedAnswer} from './call';
import * as answers from './details_answers';
import {readable} from './facts_pages';

/** openITCOCKPIT's numbers for kinds of objects (its Constants.php). */
const OBJECT_TYPE = {host: 256, service: 2048} as const;
const MOST = 50;
const MOST_FIELDS = 12;

/** The changelog of one object, the newest first. Lists may ignore their filter, so rows are checked again. */
export const readConfigurationChanges = async (
    ask: (call: Call) => Promise<TimedAnswer>,
    {kind, id}: NumberedObject,
    from: number,
    to: number,
): Promise<readonly Changed[]> => {
    const call: Call = {
        operation: 'read_changelog',
        path: '/changelogs/index.json',
        query: {
            'filter[from]': `@${from}`,
            'filter[to]': `@${to}`,
            'filter[Changelogs.object_id]': String(id),
            'filter[Changelogs.objecttype_id]': String(OBJECT_TYPE[kind]),
            scroll: 'false',
            limit: String(MOST),
            page: '1',
        },
        angular: true,
        right: 'Changelogs › index',
        command: false,
    };
    const {all_changes: all} = read(answers.changelog, call.path, (await ask(call)).json);
    return readable(answers.changelogRow, call.path, Object.values(all))
        .filter((row) => row.object_id === id && row.objecttype_id === OBJECT_TYPE[kind])
        .map(({created, action, name, user, data_unserialized}) => {
            const author = plainText([user?.firstname, user?.lastname].filter(Boolean).join(' '), 255);
            return {
                at: Math.floor(Date.parse(created) / 1000),
                action,
                name: plainText(name, 200),
                fields: fieldsIn(data_unserialized),
                ...(author !== '' && {author}),
            };
        })
        .filter(({at}) => at >= from && at <= to);
};

const fieldsIn = (data: unknown): readonly string[] => {
    const tables = answers.changedTables.safeParse(data);
    const names = Object.entries(tables.success ? tables.data : {}).flatMap(([name, {data: fields}]) =>
        Array.isArray(fields) ? [name] : Object.keys(fields),
    );
    return [...new Set(names.map((name) => plainText(name, 60)))].slice(0, MOST_FIELDS);
};

import {type TimeFormat, timeFormat} from '../../domain/post/alert_post';
import {permalink} from '../../domain/post/links';
import {neutralize, oneLine} from '../../domain/text';
import {type Language, type Texts, textsOf} from '../../domain/texts';
import type {AuditEntry} from '../people/audit_log';

export interface TableOptions {
    readonly language: Language;
    readonly timeZone: string;
    /** Mattermost's address; empty when the server does not know its own. */
    readonly siteUrl: string;
}

/** Characters per cell; twenty rows stay below the 16 383 of a post, even when every character must be escaped. */
const MAX = {name: 60, result: 20, said: 120};

/** The audit as a Markdown table. Names and comments come from other people, so nothing in them may format or mention. */
export const auditTable = (entries: readonly AuditEntry[], host: string | undefined, options: TableOptions): string => {
    const texts = textsOf(options.language).commands;
    const title = `#### ${texts.auditTitle(host === undefined ? undefined : cell(host, MAX.name))}`;
    if (entries.length === 0) {
        return `${title}\n${texts.auditEmpty}`;
    }
    const head = [row(texts.columns), row(texts.columns.map(() => '---'))];
    const format = timeFormat(options.language, options.timeZone);
    return [title, '', ...head, ...entries.map((entry) => row(cellsOf(entry, texts, options.siteUrl, format)))].join(
        '\n',
    );
};

const cellsOf = (entry: AuditEntry, texts: Texts['commands'], siteUrl: string, format: TimeFormat): string[] => {
    const {at, author, action, hostName, serviceName, objects, result, detail, comment, postId} = entry;
    const where = objects ?? (serviceName === undefined ? hostName : `${hostName} / ${serviceName}`);
    const url = permalink(siteUrl, postId);
    return [
        format(at),
        cell(author, MAX.name),
        texts.actions[action] ?? cell(action, MAX.result),
        url === '' ? cell(where, MAX.name) : `${cell(where, MAX.name)} ([${texts.post}](${url}))`,
        texts.results[result] ?? cell(result, MAX.result),
        cell(detail === '' ? comment : detail, MAX.said),
    ];
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const cell = (text: string, max: number): string => neutralize(oneLine(text, max));

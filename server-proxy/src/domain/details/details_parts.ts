import {type Details, isProblemState, LIMIT, MOST_DETAILS} from '#contract';
import {formatDuration} from '../duration';
import {cut, oneLine} from '../text';
import {type Language, type Texts, textsOf} from '../texts';
import type {Changed, Neighbour, Other, Part, ProblemDetails} from './problem_details';

export interface Style {
    readonly language: Language;
    /** A time in the reader's zone. @param unixSeconds */
    readonly formatTime: (unixSeconds: number) => string;
}

type Words = Texts['details'];
type DetailsPart = Details['parts'][number];

/** What a part says: a sentence, or lines, or both. Plain text, as untrusted as it came. */
interface Said {
    readonly text?: string;
    readonly lines?: readonly string[];
    readonly output?: string;
}

interface Telling {
    readonly words: Words;
    readonly time: (unixSeconds: number) => string;
}

/** The details in words: each part with where it is from, or why it is missing. */
export const detailsParts = (details: ProblemDetails, {language, formatTime}: Style): Details => {
    const words = textsOf(language).details;
    const telling: Telling = {words, time: formatTime};
    const told = <T>(
        id: keyof Words['titles'],
        from: keyof Words['from'],
        part: Part<T>,
        tell: (telling: Telling, value: T) => Said,
    ): DetailsPart => {
        const head = {id, title: words.titles[id], from: words.from[from]};
        if ('missing' in part) {
            return {...head, text: cut(part.missing.sentence(language), LIMIT.message), lines: [], missing: true};
        }
        const {text = '', lines = [], output = ''} = tell(telling, part.value);
        return {
            ...head,
            text: cut(text, LIMIT.message),
            lines: lines.map((line) => cut(line, LIMIT.message)),
            ...(output !== '' && {output: cut(output, LIMIT.output)}),
        };
    };
    return {
        parts: [
            told('now', 'page', details.now, nowOf),
            told('before', 'stateHistory', details.before, beforeOf),
            told('changes', 'stateHistory', details.changes, changesOf),
            told('notified', 'notifications', details.notified, ({words: {nobody}, time}, rows) =>
                listed(nobody, rows, ({at, state, contact}) => `${time(at)}: ${contact} (${state})`),
            ),
            told('said', 'acknowledgements', details.said, ({words: {nothingSaid}, time}, said) => ({
                text: said ? `${said.author}, ${time(said.at)}: ${said.comment}` : nothingSaid,
            })),
            told('relatives', 'lists', details.relatives, ({words: {relations, noRelatives}}, rows) =>
                listed(noRelatives, rows, (row) => `${relations[row.relation]}: ${named(row)}`),
            ),
            told('elsewhere', 'lists', details.elsewhere, elsewhereOf),
            told('together', 'posts', details.together, togetherOf),
            told('configuration', 'changelog', details.configuration, configurationOf),
        ],
        note: words.readAt(formatTime(details.readAt)),
    };
};

type Value<Name extends keyof ProblemDetails> = ProblemDetails[Name] extends Part<infer T> ? T : never;

const nowOf = ({words, time}: Telling, {state, since, checked, output}: Value<'now'>): Said => {
    const head = words.state(state ?? '?', since === undefined ? '' : time(since));
    return {text: checked === undefined ? head : `${head}, ${words.checked(time(checked))}`, output};
};

const beforeOf = ({words}: Telling, {count, atLeast, median, longest}: Value<'before'>): Said => {
    if (median === undefined || longest === undefined) {
        return {text: words.never};
    }
    const [half, most] = [formatDuration(median), formatDuration(longest)];
    return {text: count === 1 && !atLeast ? words.once(most) : words.often(words.times(count, atLeast), half, most)};
};

const changesOf = ({words, time}: Telling, rows: Value<'changes'>): Said =>
    listed(words.noChanges, rows.slice(0, MOST_DETAILS), ({at, state, hard, output}) => {
        const said = oneLine(output.split('\n', 1)[0] ?? '', 200);
        return `${time(at)}: ${state}${hard ? '' : ` (${words.soft})`}${said === '' ? '' : ` · ${said}`}`;
    });

const elsewhereOf = ({words}: Telling, {rows, complete}: Value<'elsewhere'>): Said => {
    const more = complete ? '' : ` (${words.notAll})`;
    if (rows.length === 0) {
        return {text: `${words.onlyHere}${more}`};
    }
    const bad = rows.filter(({state}) => isProblemState(state));
    return {...listed('', bad, named, words), text: `${words.elsewhereCount(bad.length, rows.length)}${more}`};
};

const togetherOf = ({words, time}: Telling, {rows, ended}: Value<'together'>): Said => {
    const gap = {whole: '', partly: words.notAll, unread: words.endedUnread}[ended];
    const line = (row: Neighbour): string => {
        const begun = `${time(row.since ?? 0)}: ${named(row)}`;
        return row.closed === undefined ? begun : `${begun}, ${words.overSince(time(row.closed))}`;
    };
    const {text = '', ...said} = listed(words.nothingElse, rows, line, words);
    return {...said, text: text === '' || gap === '' ? `${text}${gap}` : `${text} (${gap})`};
};

const configurationOf = ({words, time}: Telling, rows: Value<'configuration'>): Said =>
    listed(words.noConfiguration, rows, (row) => `${time(row.at)}: ${changed(words, row)}`, words);

const changed = (words: Words, {action, name, fields, author}: Changed): string => {
    const who = author === undefined ? '' : ` ${words.by(author)}`;
    return `${name} ${words.changed[action]}${who}${fields.length === 0 ? '' : ` (${fields.join(', ')})`}`;
};

/** @param words absent: what is beyond the limit is not counted */
const listed = <T>(nothing: string, rows: readonly T[], line: (row: T) => string, words?: Words): Said => {
    const shown = rows.slice(0, MOST_DETAILS).map(line);
    const more = rows.length - shown.length;
    return rows.length === 0 ? {text: nothing} : {lines: more > 0 && words ? [...shown, words.more(more)] : shown};
};

const named = ({host, service, state}: Omit<Other, 'state'> & Pick<Neighbour, 'state'>): string =>
    `${state ?? '?'} · ${service === undefined ? host : `${service} · ${host}`}`;

import {attachmentsOf} from './attachments';
import {isObject, type Json, stringOf} from './json';

// What Mattermost's app for phones makes of attachments, by the rules of its public source (mattermost-mobile,
// app/components/post_list/post/body/content/message_attachments): none was run.

export interface PhoneAction {
    readonly kind: 'button' | 'menu';
    readonly id: string;
    readonly name: string;
    /** What it sends along: menus never do, so they work on stored posts alone. */
    readonly cookie: string;
    readonly options: readonly {readonly text: string; readonly value: string}[];
}

interface PhoneField {
    readonly title: string;
    readonly value: string;
}

export interface PhoneAttachment {
    readonly title: string;
    readonly text: string;
    /** At most two beside each other, if both are short. */
    readonly rows: readonly (readonly PhoneField[])[];
    readonly actions: readonly PhoneAction[];
}

/** Post types with a component of a plugin's are ordinary posts there: message, then attachments. */
export const onPhone = (post: Json): {readonly message: string; readonly attachments: readonly PhoneAttachment[]} => ({
    message: stringOf(post.message),
    attachments: attachmentsOf(isObject(post.props) ? post.props : {}).map((attachment) => ({
        title: stringOf(attachment.title),
        text: stringOf(attachment.text),
        rows: rowsOf(listOf(attachment.fields)),
        actions: listOf(attachment.actions).flatMap(actionOf),
    })),
});

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A long field, the one after it, and every third one begin a row. Anything but `true` is long; values are Markdown. */
const rowsOf = (fields: readonly Json[]): readonly (readonly PhoneField[])[] => {
    const rows: PhoneField[][] = [];
    let wasLong = true;
    for (const field of fields) {
        const isShort = field.short === true;
        const last = rows.at(-1);
        const shown = {title: stringOf(field.title), value: stringOf(field.value)};
        if (last && isShort && !wasLong && last.length < 2) {
            last.push(shown);
        } else {
            rows.push([shown]);
        }
        wasLong = !isShort;
    }
    return rows;
};

/** Without an id or a name it is not drawn. There is no limit to how many there are: each takes a line. */
const actionOf = (action: Json): readonly PhoneAction[] => {
    const [id, name] = [stringOf(action.id), stringOf(action.name)];
    const isMenu = action.type === 'select';
    const options = listOf(action.options)
        .map((option) => ({text: stringOf(option.text), value: stringOf(option.value)}))
        .filter(({text, value}) => text !== '' && value !== '');
    const kind = isMenu ? ('menu' as const) : ('button' as const);
    return id === '' || name === '' ? [] : [{kind, id, name, options, cookie: isMenu ? '' : stringOf(action.cookie)}];
};

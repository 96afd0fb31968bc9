import {describe, expect, it} from 'vitest';
import {EXIT} from '../../../../server-proxy/src/cli/notify/failure';
import {FLAGS, parseCommandLine} from '../../../../server-proxy/src/cli/notify/flags';
import {NOTIFICATION_FIELDS} from '../../../../server-proxy/src/domain/alert/notification';
import {type CommandForm, type CommandKind, commandLine, SHIPPED} from '../../../support/command_lines';
import {readDocument} from '../../../support/documents';

const KINDS: readonly CommandKind[] = ['host', 'service'];
const FORMS: readonly CommandForm[] = ['safe', 'curl', 'seed'];
const OURS: readonly [CommandForm, CommandKind][] = KINDS.flatMap((kind) => [
    ['safe', kind],
    ['curl', kind],
]);

/** Macros from which the core takes quotes, `$`, backticks, `&`, `|`, `<`, `>` and control characters. */
const STRIPPED = /^\$(HOST|SERVICE)(OUTPUT|ACKAUTHOR|ACKCOMMENT)\$$/;
/** Macros that hold nothing but letters, digits and dashes, because the core or openITCOCKPIT makes them. */
const GENERATED =
    /^\$(NOTIFICATIONTYPE|HOSTNAME|SERVICEDESC|(HOST|SERVICE)STATEID|(LAST)?(HOST|SERVICE)PROBLEMID|LAST(HOST|SERVICE)STATECHANGE|TIMET)\$$/;

describe('the lines we recommend', () => {
    it.each(OURS)('%s, %s: use no macro that can hold a quote', (form, kind) => {
        const macros = commandLine(form, kind).match(/\$\w+\$/g) ?? [];
        expect(macros.length).toBeGreaterThan(5);
        expect(macros.filter((macro) => !STRIPPED.test(macro) && !GENERATED.test(macro))).toEqual([]);
    });

    it.each(OURS)(
        '%s, %s: hold every macro in single quotes, and no character that a shell or the core reads',
        (form, kind) => {
            const outsideQuotes = commandLine(form, kind).replace(/'[^']*'/g, '');
            expect(outsideQuotes).toMatch(/^[\w/ .-]+$/);
            expect(commandLine(form, kind)).not.toMatch(/[\n;]/);
        },
    );

    it.each(KINDS)('%s: bring the same fields by curl as by notify', (kind) => {
        const byCurl = commandLine('curl', kind).match(/(?<=--data-urlencode ')\w+(?==)/g);
        expect(byCurl).toEqual(Object.keys(fieldsOf('safe', kind)));
        expect(NOTIFICATION_FIELDS).toEqual(expect.arrayContaining(byCurl ?? []));
        expect(commandLine('curl', kind)).toContain(` --config ${SHIPPED.curlConfig} `);
    });
});

describe('the seed’s lines', () => {
    // command_line of the two seeded commands as GET /commands/index.json answers it
    const SEEDED = {
        host: 'cake MattermostModule.mattermost_notification --type Host --notificationtype $NOTIFICATIONTYPE$ --hostuuid "$HOSTNAME$" --state "$HOSTSTATEID$" --output "$HOSTOUTPUT$" --ackauthor "$NOTIFICATIONAUTHOR$" --ackcomment "$NOTIFICATIONCOMMENT$"',
        service:
            'cake MattermostModule.mattermost_notification --type Service --notificationtype $NOTIFICATIONTYPE$ --hostuuid "$HOSTNAME$" --serviceuuid "$SERVICEDESC$" --state "$SERVICESTATEID$" --output "$SERVICEOUTPUT$" --ackauthor "$NOTIFICATIONAUTHOR$" --ackcomment "$NOTIFICATIONCOMMENT$"',
    };

    it.each(KINDS)('%s: differ from openITCOCKPIT’s in the program only', (kind) => {
        const swapped = SEEDED[kind].replace(
            'cake MattermostModule.mattermost_notification',
            `${SHIPPED.program} notify`,
        );
        expect(commandLine('seed', kind)).toBe(swapped);
    });
});

describe('docs/notification_commands.md', () => {
    const {text} = readDocument('docs/notification_commands.md');

    it.each(FORMS.flatMap((form) => KINDS.map((kind): [CommandForm, CommandKind] => [form, kind])))(
        'shows the line %s, %s as it is shipped',
        (form, kind) => {
            expect(text.split('\n').map((line) => line.trim())).toContain(commandLine(form, kind));
        },
    );

    it('explains every flag', () => {
        const rows = [...text.matchAll(/^\| `--([\w-]+)`/gm)].map(([, name]) => name);
        expect(rows).toEqual(FLAGS.map(({name}) => name));
    });

    it('explains every exit code', () => {
        const rows = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
        expect(rows).toEqual(Object.values(EXIT).sort((a, b) => a - b));
    });
});

/** The fields of a line whose macros are still in place. */
const fieldsOf = (form: CommandForm, kind: CommandKind): Readonly<Record<string, string>> => {
    const words = commandLine(form, kind).split(' ');
    expect(words.slice(0, 2)).toEqual([SHIPPED.program, 'notify']);
    return parseCommandLine(words.slice(2)).fields;
};

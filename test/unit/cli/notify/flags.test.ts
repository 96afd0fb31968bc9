import {describe, expect, it} from 'vitest';
import {FLAGS, parseCommandLine} from '../../../../server-proxy/src/cli/notify/flags';
import {NOTIFICATION_FIELDS} from '../../../../server-proxy/src/domain/alert/notification';
import {HOST_FLAGS, HOST_UUID, notify} from '../../../support/run_notify';

describe('flags of notify', () => {
    it('are the fields of the HTTP endpoint', () => {
        const fields = FLAGS.filter(({local}) => !local).map(({name}) => name);
        expect(fields).toEqual(NOTIFICATION_FIELDS);
    });

    it('read the built-in module’s command line', () => {
        const argv = [...HOST_FLAGS, '--output', 'DOWN x', '--ackauthor', '', '--ackcomment', ''];
        expect(parseCommandLine(argv).fields).toEqual({
            type: 'Host',
            notificationtype: 'PROBLEM',
            hostuuid: HOST_UUID,
            state: '1',
            output: 'DOWN x',
            ackauthor: '',
            ackcomment: '',
        });
    });

    it.each([
        ['an option', ['--output', '--help'], '--help'],
        ['an option of ours', ['--output', '--state'], '--state'],
        ['an inline option', ['--output=--help'], '--help'],
        ['empty', ['--output', ''], ''],
        ['inline empty', ['--output='], ''],
        ['an equation', ['--output', 'a=b'], 'a=b'],
        ['an inline equation', ['--output=a=b'], 'a=b'],
        ['dashes', ['--output', '--'], '--'],
        ['several lines', ['--output', 'a\nb'], 'a\nb'],
    ])('take a value that is %s as it is', (_name, argv, output) => {
        expect(parseCommandLine(argv)).toEqual({fields: {output}, help: false, version: false});
    });

    it('know the short form of --type', () => {
        expect(parseCommandLine(['-t', 'service']).fields).toEqual({type: 'service'});
    });

    it('take the last of repeated flags', () => {
        expect(parseCommandLine(['--state', '1', '--state', '2']).fields).toEqual({state: '2'});
    });

    it('know switches without a value', () => {
        expect(parseCommandLine(['--no-emoji', '--state', '1']).fields).toEqual({'no-emoji': '1', state: '1'});
    });

    it('keep the settings file out of the notification', () => {
        expect(parseCommandLine(['--config', '/a b.env'])).toEqual({
            fields: {},
            config: '/a b.env',
            help: false,
            version: false,
        });
    });
});

describe('a wrong command line ends with 64 and one line that names the flag', () => {
    it.each([
        ['unknown flag', [...HOST_FLAGS, '--colour', 'red'], '--colour'],
        ['unknown short flag', [...HOST_FLAGS, '-x'], '-x'],
        ['forgotten value', [...HOST_FLAGS, '--output'], '--output needs a value'],
        ['value for a switch', [...HOST_FLAGS, '--no-emoji=1'], '--no-emoji takes no value'],
        ['value that was not quoted', [...HOST_FLAGS, '--output', 'DOWN', 'x'], '"x"'],
        ['no flags', [], '--type'],
        ['unknown type', [...HOST_FLAGS, '--type', 'Hostgroup'], '--type "Hostgroup"'],
        ['unknown notification type', [...HOST_FLAGS, '--notificationtype', 'X'], '--notificationtype "X"'],
        ['missing host UUID', [...HOST_FLAGS, '--hostuuid', ''], '--hostuuid is missing'],
        ['missing service UUID', [...HOST_FLAGS, '--type', 'Service'], '--serviceuuid is missing'],
        ['name for a UUID', [...HOST_FLAGS, '--hostuuid', 'web01'], '--hostuuid "web01"'],
        ['state that is no number', [...HOST_FLAGS, '--state', 'bad'], '--state "bad"'],
        ['state out of range', [...HOST_FLAGS, '--state', '7'], '--state "7"'],
        ['macro left alone', [...HOST_FLAGS, '--hostuuid', '$HOSTNAME$'], '--hostuuid is the macro $HOSTNAME$'],
        ['macro eaten by the shell', [...HOST_FLAGS, '--state', '$'], '--state is the macro $'],
    ])('%s', async (_name, argv, named) => {
        const {code, stdout, stderr} = await notify(argv, {NOTIFICATION_URL: 'http://127.0.0.1:9'});
        expect(code).toBe(64);
        expect(stdout).toBe('');
        expect(stderr).toMatch(/^notify: [^\n]+\n$/);
        expect(stderr).toContain(named);
    });
});

describe('help and version', () => {
    it('lists every flag and every exit code', async () => {
        const {code, stdout, stderr} = await notify(['--help']);
        expect({code, stderr}).toEqual({code: 0, stderr: ''});
        for (const {name} of FLAGS) {
            expect(stdout).toContain(`--${name}`);
        }
        for (const exitCode of [64, 69, 70, 74, 75, 76, 77, 78]) {
            expect(stdout).toMatch(new RegExp(`^ +${exitCode} `, 'm'));
        }
    });

    it('prints the version', async () => {
        expect(await notify(['--version'])).toEqual({code: 0, stdout: '1.2.3\n', stderr: ''});
    });
});

import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import type {NotificationType} from '#contract';
import type {Alert} from '../../server-proxy/src/domain/alert/alert';
import {parseNotification} from '../../server-proxy/src/domain/alert/notification';
import {type CommandForm, commandLine, hasCurl, SHIPPED} from '../support/command_lines';
import {
    type Core,
    type CoreContact,
    type CoreName,
    findNaemon,
    findNagios,
    CORE_HOST as HOST,
    PATIENCE,
    CORE_SERVICE as SERVICE,
    startCore,
} from '../support/monitoring_core';
import {type NotifyTarget, startNotifyTarget} from '../support/notify_target';
import {handlerProgram} from '../support/program';

const found = [
    // Nagios core strips $NOTIFICATIONCOMMENT$, Naemon hands it on as it is
    {name: 'Nagios', injectable: false, ...findNagios()},
    {name: 'Naemon', injectable: true, ...findNaemon()},
] as const;
const cores = found.flatMap((core) => ('path' in core ? [core] : []));
for (const core of found.flatMap((one) => ('missing' in one ? [one] : []))) {
    it.skip(`notification commands run by a real ${core.name}: ${core.missing}`, () => undefined);
}

/** One core, its contacts with our command lines, and the endpoint they post to (path = form of the line). */
interface Site {
    readonly core: Core;
    readonly target: NotifyTarget;
    /** A file that exists once an injected command ran. */
    readonly canary: string;
    /**
     * Sends an external command, if any, and waits for the next notification of that type.
     * @returns it, by the form of the line
     */
    notified(type: NotificationType, command: string | undefined): Promise<Readonly<Record<string, Alert>>>;
    /** Makes the service good again, when the last notification said it is not. */
    recover(): Promise<void>;
    stop(): Promise<void>;
}

const startSite = async (name: CoreName, program: string, forms: readonly CommandForm[]): Promise<Site> => {
    const folder = await mkdtemp(join(tmpdir(), 'notify-'));
    const target = await startNotifyTarget();
    const contacts = await Promise.all(forms.map((form) => installedContact(folder, form, `${target.origin}/${form}`)));
    const core = await startCore(name, program, contacts);
    // everything before it was already looked at
    let seen = 0;
    const notified: Site['notified'] = async (type, command) => {
        await (command !== undefined && core.command(command));
        const news = await vi.waitUntil(() => {
            const ofType = target.received.slice(seen).filter(({fields}) => fields.notificationtype === type);
            return ofType.length >= forms.length && ofType;
        }, PATIENCE);
        seen = Math.max(...news.map((one) => target.received.indexOf(one))) + 1;
        return Object.fromEntries(news.map(({path, fields}) => [path.slice(1), parseNotification(fields)]));
    };
    return {
        core,
        target,
        canary: join(folder, 'canary'),
        notified,
        recover: async () => {
            const {serviceuuid, state} = target.received.at(-1)?.fields ?? {};
            await (serviceuuid !== undefined && state !== '0' && notified('RECOVERY', serviceResult(0, 'OK')));
        },
        stop: async () => {
            await core.stop();
            await target.close();
            await rm(folder, {recursive: true});
        },
    };
};

/** Puts what a line needs under `folder`, and points the line there. */
const installedContact = async (folder: string, form: CommandForm, url: string): Promise<CoreContact> => {
    const home = join(folder, form);
    await mkdir(home);
    const program = join(home, 'server-proxy');
    const settings = join(home, 'settings.env');
    const curlConfig = join(home, 'curl.conf');
    await writeFile(settings, `NOTIFICATION_URL=${url}\nNOTIFICATION_TOKEN=token\n`);
    await writeFile(curlConfig, `url = "${url}"\nheader = "Notification-Token: token"\nsilent\nfail\n`);
    const start = handlerProgram()
        .map((word) => `'${word}'`)
        .join(' ');
    await writeFile(program, `#!/bin/sh\nOITC_MATTERMOST_CONFIG='${settings}' exec ${start} "$@"\n`);
    await chmod(program, 0o755);
    const installed = (line: string) => line.replace(SHIPPED.program, program).replace(SHIPPED.curlConfig, curlConfig);
    return {
        name: form,
        hostCommand: installed(commandLine(form, 'host')),
        serviceCommand: installed(commandLine(form, 'service')),
    };
};

const OBJECT = `${HOST};${SERVICE}`;
const serviceResult = (state: number, output: string) => `PROCESS_SERVICE_CHECK_RESULT;${OBJECT};${state};${output}`;
const hostResult = (state: number, output: string) => `PROCESS_HOST_CHECK_RESULT;${HOST};${state};${output}`;
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe.each(cores)('the lines we recommend, run by $name', ({name, path}) => {
    let site: Site;

    beforeAll(async () => {
        site = await startSite(name, path, hasCurl ? ['safe', 'curl'] : ['safe']);
    });
    afterAll(() => site?.stop());

    /** Both forms must say the same; no injected command may ever run. */
    const expectBoth = async (
        type: NotificationType,
        command: string | undefined,
        alert: Partial<Alert>,
    ): Promise<Alert> => {
        const {safe, curl} = await site.notified(type, command);
        expect(safe).toMatchObject({...alert, notificationType: type});
        // Each line is expanded on its own, perhaps a second later.
        expect({...(curl ?? safe), time: 0}).toEqual({...safe, time: 0});
        expect(safe?.time).toBeGreaterThan(1_700_000_000);
        expect(existsSync(site.canary)).toBe(false);
        return safe as Alert;
    };

    describe('service', () => {
        beforeEach(() => site.recover());

        it.each([
            ['plain', 'CRIT - 97 %', 'CRIT - 97 %'],
            ['quotes and substitutions', `"$(touch CANARY)" '\`touch CANARY\`'`, '(touch CANARY) touch CANARY'],
            ['the end of a single quote', `x'; touch CANARY; echo '`, 'x: touch CANARY: echo'],
            ['a list of commands', 'x; touch CANARY & touch CANARY | touch CANARY', 'x: touch CANARY  touch CANARY'],
            ['redirections', 'x > CANARY < CANARY', 'x  CANARY  CANARY'],
            ['a subshell and wildcards', '(touch CANARY) * ? ~ ! # %', '(touch CANARY) * ?  ! # %'],
            ['nothing but performance data', '|p=1', ''],
            ['a backslash at its end', 'C:\\', 'C:\\'],
            ['a flag', '--help', '--help'],
            ['a flag of curl', '-o CANARY', '-o CANARY'],
            ['a file for curl', '@/etc/hostname', '@/etc/hostname'],
            ['form syntax', 'a=b&state=0 %41+', 'a=bstate=0 %41+'],
            ['macros', '$HOSTNAME$ $USER1$ $ARG1$', 'HOSTNAME USER1 ARG1'],
            [
                'Markdown and mentions',
                '@channel **b** [a](http://e.example) <!here>',
                '@channel **b** [a](http://e.example) !here',
            ],
            // Nagios makes long output of the second line, Naemon hands it on as it is
            ['several lines', 'first\\nsecond $(id)', name === 'Nagios' ? 'first' : 'first\nsecond (id)'],
            ['other languages', 'zu heiß – 温度 🔥', 'zu heiß – 温度 🔥'],
        ])('problem whose output holds %s', async (_name, output, posted) => {
            const withCanary = (text: string) => text.replaceAll('CANARY', site.canary);
            const alert = await expectBoth('PROBLEM', serviceResult(2, withCanary(output)), {
                state: 'CRITICAL',
                output: withCanary(posted),
                target: {host: {uuid: HOST, name: HOST}, service: {uuid: SERVICE, name: SERVICE}},
            });
            expect(alert.problemId).not.toBe('');
            expect(alert.since).toBeGreaterThan(0);
        });

        it('recovery, of the same problem', async () => {
            const {problemId} = await expectBoth('PROBLEM', serviceResult(1, 'hot'), {state: 'WARNING'});
            await expectBoth('RECOVERY', serviceResult(0, 'cool "$(touch CANARY)'), {state: 'OK', problemId});
        });

        it('acknowledgement with a hostile author and comment', async () => {
            await site.notified('PROBLEM', serviceResult(2, 'down'));
            const hostile = `x"$(touch ${site.canary})\`touch ${site.canary}\`'; touch ${site.canary} #\\`;
            const command = `ACKNOWLEDGE_SVC_PROBLEM;${OBJECT};2;1;1;Jane "$(touch ${site.canary})";${hostile}`;
            await expectBoth('ACKNOWLEDGEMENT', command, {
                author: `Jane (touch ${site.canary})`,
                comment: `x(touch ${site.canary})touch ${site.canary}; touch ${site.canary} #\\`,
            });
        });

        it('custom notification and downtimes, without their free text', async () => {
            const hostile = `Jane "$(touch ${site.canary})";it's "\`touch ${site.canary}\``;
            const textless = {author: '', comment: ''};
            const downtime = (seconds: number) =>
                `SCHEDULE_SVC_DOWNTIME;${OBJECT};${inSeconds(0)};${inSeconds(seconds)};1;0;0;${hostile}`;
            await expectBoth('CUSTOM', `SEND_CUSTOM_SVC_NOTIFICATION;${OBJECT};2;${hostile}`, textless);
            await expectBoth('DOWNTIMESTART', downtime(600), textless);
            await expectBoth('DOWNTIMECANCELLED', 'DEL_SVC_DOWNTIME;1', textless);
            await expectBoth('DOWNTIMESTART', downtime(3), textless);
            await expectBoth('DOWNTIMEEND', undefined, textless);
        });
    });

    it('host: problem, acknowledgement, custom notification, downtime and recovery', async () => {
        const hostile = `Jane;"$(touch ${site.canary})`;
        await expectBoth('PROBLEM', hostResult(1, `DOWN '"$(touch ${site.canary})`), {
            state: 'DOWN',
            output: `DOWN (touch ${site.canary})`,
            target: {host: {uuid: HOST, name: HOST}},
        });
        await expectBoth('ACKNOWLEDGEMENT', `ACKNOWLEDGE_HOST_PROBLEM;${HOST};2;1;1;${hostile}`, {
            author: 'Jane',
            comment: `(touch ${site.canary})`,
        });
        await expectBoth('CUSTOM', `SEND_CUSTOM_HOST_NOTIFICATION;${HOST};2;${hostile}`, {author: '', comment: ''});
        const downtime = `SCHEDULE_HOST_DOWNTIME;${HOST};${inSeconds(0)};${inSeconds(3)};1;0;0;${hostile}`;
        await expectBoth('DOWNTIMESTART', downtime, {author: '', comment: ''});
        await expectBoth('DOWNTIMEEND', undefined, {author: '', comment: ''});
        await expectBoth('RECOVERY', hostResult(0, 'UP again'), {state: 'UP', output: 'UP again'});
    });
});

describe.each(cores)('the seed’s lines, run by $name', ({name, path, injectable}) => {
    let site: Site;

    beforeAll(async () => {
        site = await startSite(name, path, ['seed']);
    });
    afterAll(() => site?.stop());

    it('notify as the built-in module did', async () => {
        const problem = await site.notified('PROBLEM', hostResult(1, 'DOWN $(id)'));
        expect(problem.seed).toMatchObject({state: 'DOWN', output: 'DOWN (id)'});
        const acknowledged = await site.notified(
            'ACKNOWLEDGEMENT',
            `ACKNOWLEDGE_HOST_PROBLEM;${HOST};2;1;1;Jane;on it`,
        );
        expect(acknowledged.seed).toMatchObject({author: 'Jane', comment: 'on it'});
        expect((await site.notified('RECOVERY', hostResult(0, 'UP again'))).seed).toMatchObject({state: 'UP'});
        const service = await site.notified('PROBLEM', serviceResult(2, '--help'));
        expect(service.seed).toMatchObject({state: 'CRITICAL', output: '--help'});
        expect(existsSync(site.canary)).toBe(false);
    });

    // The reason for the lines we recommend: Naemon runs it, whatever program the line calls.
    it(`${injectable ? 'run' : 'do not run'} what an acknowledgement’s comment says`, async () => {
        await site.notified('PROBLEM', serviceResult(1, 'hot'));
        const command = `ACKNOWLEDGE_SVC_PROBLEM;${OBJECT};2;1;1;Jane;x"$(touch ${site.canary})"`;
        await site.notified('ACKNOWLEDGEMENT', command);
        expect(existsSync(site.canary)).toBe(injectable);
    });

    it('lose a notification whose output ends with a backslash', async () => {
        await site.recover();
        const before = site.target.received.length;
        await site.core.command(serviceResult(2, 'C:\\'));
        await vi.waitUntil(async () => /(return|exit) code (2|64)\b/.test(await site.core.log()), PATIENCE);
        expect(site.target.received).toHaveLength(before);
    });
});

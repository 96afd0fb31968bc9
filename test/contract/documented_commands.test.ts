import {readFileSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {inRepository} from '../../build/paths';
import {hasCurl} from '../support/command_lines';
import {type DoctorSite, openDoctorSite} from '../support/doctor';
import {documents} from '../support/documents';
import {NOTIFICATION_TOKEN} from '../support/loop/service';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {handlerProgram} from '../support/program';
import {runProgram} from '../support/run_program';
import {shellBlocks} from '../support/shell_blocks';

const blocks = shellBlocks();
const FOUND_IN_THE_REPOSITORY = ['plugin.json', 'assets', 'build', 'dist', 'package.json'];

/** What the core puts into a command line when a host goes down. */
const MACROS: Readonly<Record<string, string>> = {
    NOTIFICATIONTYPE: 'PROBLEM',
    HOSTNAME: UUID.web01,
    SERVICEDESC: UUID.web01Ping,
    HOSTSTATEID: '1',
    SERVICESTATEID: '2',
    HOSTOUTPUT: 'CRITICAL - lost 100 %',
    SERVICEOUTPUT: 'CRITICAL - lost 100 %',
};

/** The machines and folders of the examples, as they are in this test. */
const exampleValues = (site: DoctorSite, folder: string): readonly (readonly [string | RegExp, string])[] => [
    ['http://10.0.0.5:8066', site.service.url],
    ['https://chat.example.org/plugins/openitcockpit', site.service.url],
    ['https://chat.example.org', site.mattermost.url],
    ['https://monitoring.example.org', site.openitcockpit.url],
    ['<bot token>', site.bot.token],
    ['<administrator’s token>', site.mattermost.adminToken],
    ['<the bot’s id>', site.bot.userId],
    ['<the channel’s id>', site.channel.id],
    ['<key>', site.openitcockpit.apiKeys.bot],
    [/<(?:the )?notification token>/g, NOTIFICATION_TOKEN],
    [/<(?:the )?(?:host’s )?UUID>/g, UUID.web01],
    ['<service’s UUID>', UUID.web01Ping],
    [/sudo (?:-u nagios )?/g, ''],
    [/chown nagios/g, 'chown "$(id -u)"'],
    [/\/(etc|opt)\/openitcockpit-mattermost/g, `${folder}/$1/openitcockpit-mattermost`],
    ['/tmp/pack', `${folder}/pack`],
    [/\$([A-Z]{5,})\$/g, ''],
];

const filledIn = (text: string, site: DoctorSite, folder: string): string => {
    const expanded = text.replace(/\$([A-Z]+)\$/g, (whole, name: string) => MACROS[name] ?? whole);
    return exampleValues(site, folder).reduce(
        (filled, [from, to]) => (typeof from === 'string' ? filled.replaceAll(from, to) : filled.replace(from, to)),
        expanded,
    );
};

/** A machine as the pages tell to make it: settings, the program, curl's settings; a copy of the repository around. */
const openMachine = async (site: DoctorSite): Promise<{folder: string; env: Record<string, string>}> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-docs-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    const [etc, opt, desk] = ['etc/openitcockpit-mattermost', 'opt/openitcockpit-mattermost', 'desk'].map((name) =>
        join(folder, name),
    ) as [string, string, string];
    await Promise.all([etc, opt, desk].map((path) => mkdir(path, {recursive: true})));
    const settings = {...site.env, NOTIFICATION_URL: `${site.service.url}/api/v1/notifications`};
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(join(etc, 'settings.env'), lines.join(''));
    for (const [file, route] of [
        ['curl.conf', 'notifications'],
        ['curl_heartbeat.conf', 'heartbeat'],
    ]) {
        const example = readFileSync(inRepository(`assets/notification_commands/${file}.example`), 'utf8')
            .replace(/http:\/\/127\.0\.0\.1:8066\/[\w/]+/, `${site.service.url}/api/v1/${route}`)
            .replace('PUT-THE-NOTIFICATION-TOKEN-HERE', NOTIFICATION_TOKEN);
        await writeFile(join(etc, file ?? ''), example);
    }
    const program = join(opt, 'server-proxy');
    await writeFile(program, `#!/bin/sh\nexec ${handlerProgram().join(' ')} "$@"\n`);
    await chmod(program, 0o755);
    await Promise.all(FOUND_IN_THE_REPOSITORY.map((name) => symlink(inRepository(name), join(desk, name))));
    return {
        folder,
        env: {PATH: `${opt}:${process.env.PATH ?? ''}`, OITC_MATTERMOST_CONFIG: join(etc, 'settings.env')},
    };
};

describe('the shell commands of the documentation', () => {
    it('are all looked at', () => {
        const fences = documents().flatMap(({text}) => text.match(/^ *```sh$/gm) ?? []);
        expect(blocks).toHaveLength(fences.length);
        expect(blocks.filter(({notRun}) => notRun === undefined).length).toBeGreaterThan(15);
    });

    for (const {place, text, notRun} of blocks) {
        const why = notRun ?? (text.includes('curl') && !hasCurl ? 'needs /usr/bin/curl' : undefined);
        it.skipIf(why !== undefined)(`${place}${why === undefined ? '' : ` (not run here: ${why})`}`, async () => {
            const site = await openDoctorSite();
            const {folder, env} = await openMachine(site);
            const script = `cd '${folder}/desk'\n${filledIn(text, site, folder)}`;
            expect(script, 'an example value that this test does not know').not.toMatch(/example\.org|<[a-z][^>\n]*>/);
            const {code, stdout, stderr} = await runProgram(['/bin/sh', '-e', '-c', script], env);
            expect({code, stderr}).toEqual({code: 0, stderr: ''});
            expect(stdout).not.toMatch(/"error"|"status_code"|code [1-9]|^✗/m);
        });
    }
});

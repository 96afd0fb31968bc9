import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {commandLine, SHIPPED} from '../support/command_lines';
import {
    CORE_HOST,
    type Core,
    type CoreContact,
    type CoreName,
    findNaemon,
    findNagios,
    PATIENCE,
    startCore,
} from '../support/monitoring_core';
import {type NotifyTarget, startNotifyTarget} from '../support/notify_target';
import {handlerProgram} from '../support/program';

const found = [
    {name: 'Nagios', ...findNagios()},
    {name: 'Naemon', ...findNaemon()},
] as const;
const cores = found.flatMap((core) => ('path' in core ? [core] : []));
for (const core of found.flatMap((one) => ('missing' in one ? [one] : []))) {
    it.skip(`what a real ${core.name} logs of a notification command that fails: ${core.missing}`, () => undefined);
}

/** How each core words the exit code, and the line on stderr. */
const LOGGED: Readonly<Record<CoreName, {code: (code: number) => RegExp; said: RegExp}>> = {
    Nagios: {code: (code) => new RegExp(`exited with return code ${code}\\b`), said: /stderr line 01: notify: /},
    Naemon: {code: (code) => new RegExp(`exited with exit code ${code}\\b`), said: /stderr: 'notify: /},
};

/** The safe line, with another program. */
const contact = (name: string, program: string): CoreContact => ({
    name,
    hostCommand: commandLine('safe', 'host').replace(SHIPPED.program, program),
    serviceCommand: commandLine('safe', 'service').replace(SHIPPED.program, program),
});

describe.each(cores)('docs/notification_commands.md, what happens on failure: the log of $name', ({name, path}) => {
    let core: Core;
    let target: NotifyTarget;
    let folder: string;

    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'core-log-'));
        target = await startNotifyTarget({replies: Array.from({length: 4}, () => ({status: 401}))});
        const program = join(folder, 'server-proxy');
        const settings = join(folder, 'settings.env');
        const locked = join(folder, 'not_executable');
        const withoutNode = join(folder, 'without_node');
        await writeFile(settings, `NOTIFICATION_URL=${target.origin}\nNOTIFICATION_TOKEN=wrong\n`);
        const start = handlerProgram()
            .map((word) => `'${word}'`)
            .join(' ');
        await writeFile(program, `#!/bin/sh\nOITC_MATTERMOST_CONFIG='${settings}' exec ${start} "$@"\n`);
        await writeFile(withoutNode, '#!/bin/sh\nexec no_such_node main.js "$@"\n');
        await writeFile(locked, '#!/bin/sh\n');
        await chmod(program, 0o755);
        await chmod(withoutNode, 0o755);
        await chmod(locked, 0o644);
        core = await startCore(name, path, [
            contact('refused', program),
            contact('missing', join(folder, 'nowhere')),
            contact('locked', locked),
            contact('no_node', withoutNode),
        ]);
        await core.command(`PROCESS_HOST_CHECK_RESULT;${CORE_HOST};1;DOWN`);
    });
    afterAll(async () => {
        await core?.stop();
        await target?.close();
        await rm(folder, {recursive: true, force: true});
    });

    it.each([
        ['a token that is refused', 77],
        ['a program that is not there', 2],
        ['a program that may not be run', 13],
        ['Node.js that is not found', 127],
    ])('has the code of %s: %i', async (_what, code) => {
        await vi.waitUntil(async () => LOGGED[name].code(code).test(await core.log()), PATIENCE);
    });

    it('has the line that notify writes to stderr', async () => {
        await vi.waitUntil(async () => LOGGED[name].said.test(await core.log()), PATIENCE);
        expect(await core.log()).toMatch(/check NOTIFICATION_TOKEN/);
    });
});

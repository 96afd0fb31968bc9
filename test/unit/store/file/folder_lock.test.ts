import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readFile, stat, utimes, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {inRepository} from '../../../../build/paths';
import {lockFolder} from '../../../../server-proxy/src/store/file/folder_lock';
import {thisProcess} from '../../../../server-proxy/src/store/file/lock_holder';
import {eventually} from '../../../support/eventually';
import {newDataFolder} from '../../../support/storage/data_folder';

const TSX = createRequire(import.meta.url).resolve('tsx');
const HOLDER = inRepository('test/support/storage/hold_lock.ts');
/** Makes the next program process 1 of a namespace of its own, as a container does. */
const CONTAINER = ['unshare', '--fork', '--pid', '--mount-proc', '--kill-child'];
const hasContainers = spawnSync('unshare', [...CONTAINER.slice(1), 'true']).status === 0;

/** Another process that holds the lock, or tries to. */
const startHolder = (folder: string, inContainer = false) => {
    const [program = '', ...args] = [
        ...(inContainer ? CONTAINER : []),
        process.execPath,
        '--import',
        TSX,
        HOLDER,
        folder,
    ];
    const child = spawn(program, args, {stdio: ['pipe', 'pipe', 'pipe']});
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = {text: ''};
    for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => {
            said.text += chunk;
        });
    }
    return {child, said};
};

const kill = async (child: ChildProcess): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
};

const lockFile = (folder: string): string => join(folder, 'handler.lock');

describe('the lock of the data folder', () => {
    it('keeps a second handler out, and lets it in after kill -9', async () => {
        const folder = await newDataFolder();
        const {child, said} = startHolder(folder);
        await eventually(() => expect(said.text).toContain('locked'));
        await expect(lockFolder(folder)).rejects.toMatchObject({
            code: 'busy',
            message: expect.stringContaining(`in use by another handler (process ${child.pid})`),
        });
        await kill(child);
        await (await lockFolder(folder)).release();
        await expect(stat(lockFile(folder))).rejects.toThrow('ENOENT');
    });

    it.skipIf(!hasContainers)(
        'is held by one of two containers on one volume, although both are process 1',
        async () => {
            const folder = await newDataFolder();
            const [one, other] = [startHolder(folder, true), startHolder(folder, true)];
            const texts = () => [one.said.text, other.said.text];
            await eventually(() => expect(texts().filter((text) => text.includes('locked by 1'))).toHaveLength(1));
            await eventually(() =>
                expect(texts().filter((text) => /in use by another handler \(process 1 on/.test(text))).toHaveLength(1),
            );
            // The one that was refused may start again when the other one is gone, however it ended.
            const [winner] = [one, other].filter(({said}) => said.text.includes('locked'));
            await kill(winner?.child ?? one.child);
            const third = startHolder(folder, true);
            await eventually(() => expect(third.said.text).toContain('locked by 1'));
        },
    );

    it.each([
        ['after a reboot', {boot: 'another boot'}],
        ['after its process id went to another process', {started: '1'}],
        ['of a container that is gone', {namespace: 'pid:[1]'}],
        ['of another machine that is gone', {host: 'elsewhere', boot: 'another boot'}],
    ])('is taken over when it names a living process that does not hold it: %s', async (_when, more) => {
        const folder = await newDataFolder();
        const foreign = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
        onTestFinished(() => void foreign.kill('SIGKILL'));
        await writeFile(lockFile(folder), JSON.stringify({...(await thisProcess()), pid: foreign.pid, ...more}));
        const lock = await lockFolder(folder);
        expect(JSON.parse(await readFile(lockFile(folder), 'utf8'))).toEqual(await thisProcess());
        await lock.release();
    });

    it.each([
        ['names nobody', ''],
        ['is one of 0.1.0 that names us, as in a container', String(process.pid)],
        ['is one of 0.1.0 whose process id went to another process', String(process.ppid)],
    ])('is taken over when it %s', async (_what, text) => {
        const folder = await newDataFolder();
        await writeFile(lockFile(folder), text);
        // Locked long before any process of today.
        await utimes(lockFile(folder), 1000, 1000);
        await (await lockFolder(folder)).release();
    });

    it.each(['a day ahead', 'a day behind'])(
        'says nothing by its age: a holder whose clock is %s keeps it',
        async (how) => {
            const folder = await newDataFolder();
            const holder = {...(await thisProcess()), namespace: 'pid:[1]'};
            await writeFile(lockFile(folder), JSON.stringify(holder));
            const offset = how === 'a day ahead' ? 86_400 : -86_400;
            const beating = setInterval(() => {
                const at = Date.now() / 1000 + offset;
                void utimes(lockFile(folder), at, at);
            }, 300);
            onTestFinished(() => clearInterval(beating));
            await expect(lockFolder(folder)).rejects.toMatchObject({code: 'busy'});
        },
    );

    it('taken over by another handler, because its holder stood still, is known to be lost and stays with the other', async () => {
        const folder = await newDataFolder();
        const {child, said} = startHolder(folder, hasContainers);
        await eventually(() => expect(said.text).toContain('locked'));
        const held = JSON.parse(await readFile(lockFile(folder), 'utf8')) as object;
        // As if nothing were known of the holder but that it does not move.
        await writeFile(lockFile(folder), JSON.stringify({...held, namespace: 'pid:[1]'}));
        spawnSync('sh', ['-c', `kill -STOP ${child.pid} $(pgrep -P ${child.pid})`]);
        const lock = await lockFolder(folder);
        spawnSync('sh', ['-c', `kill -CONT $(pgrep -P ${child.pid}) ${child.pid}`]);
        await eventually(() => expect(said.text).toContain('lost'));
        expect(lock.isLost()).toBe(false);
        expect(JSON.parse(await readFile(lockFile(folder), 'utf8'))).toEqual(await thisProcess());
        await lock.release();
    });

    it('goes to one of several handlers that find a stale one at the same time', async () => {
        const folder = await newDataFolder();
        await writeFile(lockFile(folder), JSON.stringify({...(await thisProcess()), boot: 'another boot'}));
        const holders = Array.from({length: 3}, () => startHolder(folder));
        const texts = () => holders.map(({said}) => said.text);
        await eventually(() => expect(texts().filter((text) => /locked|in use/.test(text))).toHaveLength(3));
        await eventually(() => expect(texts().filter((text) => text.includes('in use')).length).toBeGreaterThan(1));
        expect(texts().filter((text) => text.includes('locked') && !text.includes('lost')).length).toBeLessThan(2);
    });
});

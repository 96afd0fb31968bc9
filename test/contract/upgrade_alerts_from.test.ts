import {copyFile, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {Scene} from '../support/plugin_host/scene';
import {storedBeside, storedFile, storedOf, storedSettings} from '../support/stored';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 120_000;

const decidedIn = (text: string | undefined): unknown =>
    (JSON.parse(text ?? '{}') as {readonly alertsFrom?: unknown}).alertsFrom;

/** The settings that 0.1.0 had, with the addresses of this test. */
const kept = ({settings}: Scene): Record<string, unknown> => {
    const own = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key.toLowerCase(), value]));
    return {...storedSettings(), ...own, useproxy: false};
};

const SET_UP = 'setup';
const WATCH = 'watch';

describe('Alerts from after an upgrade from 0.1.0', {timeout: LONG}, () => {
    it('is notified in the plugin: its settings, its signs of life and its set-up are kept', async () => {
        const scene = await Scene.start();
        const {plugin} = scene;
        await plugin.disable();
        for (let page = plugin.kv.list(0, 1000); page.length > 0; page = plugin.kv.list(0, 1000)) {
            for (const key of page) {
                plugin.kv.delete(key);
            }
        }
        const {rows} = storedBeside();
        for (const [key, value] of Object.entries(rows)) {
            plugin.kv.set(key, Buffer.from(value), {atomic: false, old: undefined, expireIn: 0});
        }
        await plugin.configure(kept(scene));
        await plugin.enable();
        await waitFor(() => decidedIn(plugin.kv.get(WATCH)?.toString()) !== undefined);
        expect(decidedIn(plugin.kv.get(WATCH)?.toString())).toBe('notified');
        expect(JSON.parse(plugin.kv.get(WATCH)?.toString() ?? '{}')).toMatchObject({notified: {via: 'module'}});
        expect(plugin.kv.get(SET_UP)?.toString()).toBe(rows[SET_UP]);
        expect((await scene.health()).status).not.toBe('misconfigured');
        expect(await scene.site.posts()).toEqual([]);
    });

    it('is everything in a new installation of the plugin', async () => {
        const scene = await Scene.start();
        await waitFor(() => decidedIn(scene.plugin.kv.get(WATCH)?.toString()) !== undefined);
        expect(decidedIn(scene.plugin.kv.get(WATCH)?.toString())).toBe('everything');
    });

    it.each([
        ['is notified in the service, which has what 0.1.0 stored', true, 'notified'],
        ['is everything in a new installation of the service', false, 'everything'],
    ])('%s', async (_, isUpgrade, decided) => {
        const folder = await mkdtemp(join(tmpdir(), 'oitc-upgrade-'));
        onTestFinished(() => rm(folder, {recursive: true, force: true}));
        if (isUpgrade) {
            await copyFile(storedFile, join(folder, 'alerts.jsonl'));
            await copyFile(storedOf('watch.json'), join(folder, 'watch.json'));
        }
        const mattermost = await startMattermostDouble();
        const openitcockpit = await startOpenitcockpitDouble();
        openitcockpit.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
        const channel = mattermost.createChannel('alerts');
        const service = await startLoopService({
            OPENITCOCKPIT_URL: openitcockpit.url,
            OPENITCOCKPIT_API_KEY: openitcockpit.apiKeys.bot,
            MATTERMOST_URL: mattermost.url,
            MATTERMOST_BOT_TOKEN: mattermost.createBot('openitcockpit', {channels: [channel.id]}).token,
            DEFAULT_CHANNEL: `ops/${channel.name}`,
            DATA_FOLDER: folder,
        });
        onTestFinished(async () => {
            await service.remove();
            await openitcockpit.stop();
            await mattermost.stop();
        });
        const watch = () => readFile(join(folder, 'watch.json'), 'utf8').catch(() => undefined);
        await waitFor(async () => decidedIn(await watch()) !== undefined);
        expect(decidedIn(await watch())).toBe(decided);
    });
});

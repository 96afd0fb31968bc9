import {mkdirSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {hasCurl} from '../support/command_lines';
import {ConfiguredCore} from '../support/configured_core';
import {readDocument} from '../support/documents';
import {MattermostSite, type Person} from '../support/loop/mattermost_site';
import {type OpenitcockpitDouble, REAL_TIMES, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {Hand} from '../support/real/hand';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle} from '../support/real/plugin_door';
import {logIn, SystemConsole} from '../support/real/system_console';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();
const ready =
    MATTERMOST_URL !== '' &&
    MATTERMOST_ADMIN_TOKEN !== '' &&
    chromiumPath() !== undefined &&
    hasCurl &&
    bundle !== undefined;
const NEEDS = 'needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, Chromium, curl and npm run dist';
const SHOTS = inRepository('test-results/screenshots');

const page = readDocument('docs/quickstart.md').text;
/** Number and first words of each step, as the page has them. */
const steps = [...page.matchAll(/^(\d+)\. (.{1,60})/gm)].map(([, number, words = '']) => ({
    number: Number(number),
    name: `${number}. ${words.replace(/[*`]/g, '')}`,
}));

const WINDOW = {width: 1100, height: 900};
/** A person reads that many words in a minute. */
const READING = 150;
/** Seconds for what is done on openITCOCKPIT's own pages, which the stand-in has not, and on its server. */
const ON_ITS_PAGES = 60;

describe.skipIf(!ready)(`docs/quickstart.md, step by step (${NEEDS})`, () => {
    const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
    const hand = new Hand();
    const systems: number[] = [];
    let folder: string;
    let monitoring: OpenitcockpitDouble;
    let core: ConfiguredCore;
    let site: MattermostSite;
    let person: Person;
    let browser: Browser;
    let admin: Page;
    let consolePage: SystemConsole;
    let token = '';
    let stoppedAt = 0;

    beforeAll(async () => {
        mkdirSync(SHOTS, {recursive: true});
        folder = await mkdtemp(join(tmpdir(), 'oitc-quickstart-'));
        monitoring = await startOpenitcockpitDouble(REAL_TIMES);
        core = new ConfiguredCore(monitoring, folder);
        site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        // Of their own, so that no direct message of an earlier run is taken for one of this run.
        person = await site.person('ada', 'Ada Admin');
        await site.call('PUT', `/users/${person.id}/roles`, {roles: 'system_user system_admin'});
        await site.call('PUT', `/teams/${site.team.id}/patch`, {display_name: 'Operations'});
        browser = await launchChromium();
        admin = await (await browser.newContext({viewport: WINDOW})).newPage();
        admin.setDefaultTimeout(90_000); // the web client's first start on a busy machine
        await logIn(admin, MATTERMOST_URL, person);
        consolePage = new SystemConsole(admin, MATTERMOST_URL);
        await plugins.remove(PLUGIN_ID).catch(() => undefined);
        await plugins.configure(PLUGIN_ID, {});
    });
    afterAll(async () => {
        await browser?.close();
        await monitoring?.stop();
        await plugins.remove(PLUGIN_ID).catch(() => undefined);
        await rm(folder, {recursive: true, force: true});
    });

    const shot = async (what: Locator, name: string): Promise<void> => {
        await admin.mouse.move(0, 0);
        // What a link led to is yellow for some seconds.
        await admin.locator('.post--highlight').waitFor({state: 'detached'});
        await admin.setViewportSize({...WINDOW, height: 1500});
        await what.screenshot({path: `${SHOTS}/quickstart_${name}.png`});
        await admin.setViewportSize(WINDOW);
    };
    const inChannel = (path: string) => admin.goto(`${MATTERMOST_URL}/${site.team.name}/${path}`);
    const typed = async (line: string): Promise<void> => {
        await hand.type(admin.locator('#post_textbox'), line);
        // Enter would choose what Mattermost offers, once its list is open.
        await hand.press(admin.getByTestId('SendMessageButton'));
    };
    const lastPost = (text: string | RegExp): Locator => admin.locator('.post').filter({hasText: text}).last();

    const setUp = (word: string) =>
        site.call(
            'POST',
            '/commands/execute',
            {channel_id: site.channel.id, command: `/openitcockpit setup ${word}`},
            person.token,
        );
    /** The plugin's rows outlive its removal: somebody else may lead the set-up of a stand-in that is gone. */
    const forgetEarlierRuns = async (): Promise<void> => {
        await setUp('takeover');
        await setUp('undo');
    };

    const WALK: Readonly<Record<number, () => Promise<void> | void>> = {
        // The stand-in has a role, a user and a key, but not the pages on which they are made.
        1: () => hand.elsewhere(ON_ITS_PAGES),
        2: () => hand.elsewhere(ON_ITS_PAGES),
        3: () => hand.elsewhere(ON_ITS_PAGES),
        4: async () => {
            await admin.goto(`${MATTERMOST_URL}/admin_console/plugins/plugin_management`);
            hand.elsewhere(ON_ITS_PAGES / 4);
            await admin.locator('input[type=file]').setInputFiles(bundle ?? '');
            await hand.press(admin.locator('#uploadPlugin'));
            await admin.getByText('Successfully uploaded plugin').waitFor();
        },
        5: async () => {
            await hand.press(admin.locator(`a[data-plugin-id="${PLUGIN_ID}"]`).filter({hasText: 'Enable'}));
            await admin.locator(`a[data-plugin-id="${PLUGIN_ID}"]`).filter({hasText: 'Disable'}).waitFor();
        },
        6: async () => {
            await consolePage.open();
            await hand.type(consolePage.field('OPENITCOCKPIT_URL'), monitoring.url);
            await hand.paste(consolePage.field('OPENITCOCKPIT_API_KEY'), monitoring.apiKeys.admin);
            await hand.type(consolePage.field('DEFAULT_CHANNEL'), `${site.team.name}/${site.channel.name}`);
        },
        7: async () => {
            hand.elsewhere(8);
            token = await consolePage.regenerate('NOTIFICATION_TOKEN');
            expect(token).toMatch(/^\S{16,}$/);
        },
        8: () => consolePage.save(),
        9: async () => {
            hand.elsewhere(4);
            await consolePage.testConnection();
            await consolePage.testSetting.getByText('Everything works.').waitFor();
            await shot(consolePage.testSetting, 'console');
        },
        10: async () => {
            await forgetEarlierRuns();
            await inChannel(`channels/${site.channel.name}`);
            await typed('/openitcockpit setup curl');
            await hand.press(lastPost('direct message').getByRole('link', {name: 'direct message'}));
            await lastPost('will be created').waitFor();
        },
        11: async () => {
            await hand.press(lastPost('will be created').getByRole('button', {name: 'Apply'}));
            await lastPost('the commands and the contact exist (read back)').waitFor();
            await shot(lastPost('read back'), 'setup');
        },
        12: async () => {
            hand.elsewhere(ON_ITS_PAGES);
            const shown = await lastPost('read back').locator('code', {hasText: 'url = '}).textContent();
            await writeFile(join(folder, 'curl.conf'), (shown ?? '').replace('<the notification token>', token));
        },
        13: () => {
            hand.elsewhere(ON_ITS_PAGES);
            const {contacts, contactsInUse} = monitoring.world.configuration;
            expect(contacts.map(({fields}) => fields.name)).toEqual(['mattermost-plugin']);
            contactsInUse.add(contacts[0]?.id ?? 0);
        },
        14: async () => {
            await hand.press(lastPost('read back').getByRole('button', {name: 'Export'}));
            await expect.poll(() => monitoring.world.configuration.exports, {timeout: 20_000}).toBe(1);
            Object.assign(monitoring.world.configuration, {exportRunning: false, exportEnded: 'succeeded'});
        },
        15: async () => {
            await typed('/openitcockpit doctor web01');
            await lastPost(/Real notification.*arrived/s).waitFor();
        },
        16: async () => {
            await hand.press(
                lastPost('Test alert from openITCOCKPIT Doctor').getByRole('button', {name: 'Test the button'}),
            );
            await lastPost('Everything works.').waitFor();
            await shot(lastPost('Everything works.'), 'doctor');
        },
        17: async () => {
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - 192.0.2.10: rta nan, lost 100%');
            await inChannel(`channels/${site.channel.name}`);
            const post = lastPost('Ping');
            await hand.press(post.getByRole('button', {name: 'Acknowledge', exact: true}));
            const dialog = admin.getByRole('dialog');
            await hand.type(dialog.getByRole('textbox').first(), 'replacing the network cable');
            await hand.press(dialog.getByRole('button', {name: 'Acknowledge', exact: true}));
            await post.getByRole('button', {name: 'Remove acknowledgement'}).waitFor();
            await shot(post, 'acknowledged');
            expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(true);
        },
    };

    for (const {number, name} of steps) {
        it(name, {timeout: 180_000}, async ({skip}) => {
            skip(stoppedAt > 0, `step ${stoppedAt} failed`);
            stoppedAt = number;
            const began = performance.now();
            await WALK[number]?.();
            stoppedAt = 0;
            systems.push((performance.now() - began) / 1000);
        });
    }

    it('are as many as the page says; how long they take is printed', () => {
        expect(steps.map(({number}) => String(number))).toEqual(Object.keys(WALK));
        expect(core.failures).toEqual([]);
        const words = page.split(/\s+/).length;
        const machine = systems.reduce((sum, seconds) => sum + seconds, 0);
        const minutes = words / READING + (hand.seconds + machine) / 60;
        const [, saidSteps] = /\*\*(\d+) steps, about \d+ minutes\*\*/.exec(page) ?? [];
        console.log(
            `Quick start: ${steps.length} steps; reading ${words} words, hands ${Math.round(hand.seconds)} s, systems ${Math.round(machine)} s: ${minutes.toFixed(1)} minutes`,
        );
        expect(Number(saidSteps)).toBe(steps.length);
    });

    it('is taken back as docs/upgrade.md says: what was made in openITCOCKPIT goes, posts and bot stay', async ({
        skip,
    }) => {
        skip(stoppedAt > 0, `step ${stoppedAt} failed`);
        const {configuration} = monitoring.world;
        const made = () => [...configuration.commands, ...configuration.contacts].length;
        const before = made();
        await setUp('undo');
        expect(made()).toBe(before); // the host uses the contact, and the contact the commands
        configuration.contactsInUse.clear();
        await setUp('undo');
        expect(configuration.contacts).toEqual([]);
        expect(made()).toBe(before - 3);
        const alerts = await site.alerts();
        await plugins.disable(PLUGIN_ID);
        await plugins.remove(PLUGIN_ID);
        expect((await site.alerts()).map(({id}) => id)).toEqual(alerts.map(({id}) => id));
        expect(alerts.length).toBeGreaterThan(0);
        expect(await site.call('GET', '/users/username/openitcockpit')).toMatchObject({is_bot: true, delete_at: 0});
    });
});

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
import {nextSecond} from '../support/notification_times';
import {type OpenitcockpitDouble, REAL_TIMES, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {EventStreamDouble} from '../support/openitcockpit/event_stream';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {streamWorld} from '../support/openitcockpit/world_stream';
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
/** Number and first words of each step, as a page has them. */
const stepsOf = (text: string) =>
    [...text.matchAll(/^(\d+)\. (.{1,60})/gm)].map(([, number, words = '']) => ({
        number: Number(number),
        name: `${number}. ${words.replace(/[*`]/g, '')}`,
    }));
const steps = stepsOf(page);
/** Afterwards, and not counted. */
const otherSteps = stepsOf(readDocument('docs/other_ways.md').text);

/** By the numbers of the steps. */
type Walk = Readonly<Record<number, () => Promise<void> | void>>;

const WINDOW = {width: 1100, height: 900};
/** A person reads that many words in a minute. */
const READING = 150;
/** Seconds to choose a file. */
const CHOOSING_A_FILE = 15;
const STREAM_KEY = 'stream-key';

describe.skipIf(!ready)(`docs/quickstart.md and docs/other_ways.md, step by step (${NEEDS})`, () => {
    const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
    const hand = new Hand();
    const systems: number[] = [];
    let folder: string;
    let monitoring: OpenitcockpitDouble;
    let core: ConfiguredCore;
    let stream: EventStreamDouble;
    let stopStreaming: () => void;
    let site: MattermostSite;
    let person: Person;
    let browser: Browser;
    let admin: Page;
    let consolePage: SystemConsole;
    let token = '';
    /** The step that failed, if any. */
    let stoppedAt = '';

    beforeAll(async () => {
        mkdirSync(SHOTS, {recursive: true});
        folder = await mkdtemp(join(tmpdir(), 'oitc-quickstart-'));
        monitoring = await startOpenitcockpitDouble(REAL_TIMES);
        core = new ConfiguredCore(monitoring, folder);
        stream = await EventStreamDouble.start();
        stopStreaming = streamWorld(monitoring.world, stream);
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
        stopStreaming?.();
        await stream?.close();
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
    /** The plugin's rows outlive its removal: they know what was made in a stand-in that is gone. */
    const forgetEarlierRuns = (): Promise<unknown> => setUp('undo');

    const WALK: Walk = {
        1: async () => {
            await admin.goto(`${MATTERMOST_URL}/admin_console/plugins/plugin_management`);
            hand.elsewhere(CHOOSING_A_FILE);
            await admin.locator('input[type=file]').setInputFiles(bundle ?? '');
            await hand.press(admin.locator('#uploadPlugin'));
            await admin.getByText('Successfully uploaded plugin').waitFor();
        },
        2: async () => {
            await hand.press(admin.locator(`a[data-plugin-id="${PLUGIN_ID}"]`).filter({hasText: 'Enable'}));
            await admin.locator(`a[data-plugin-id="${PLUGIN_ID}"]`).filter({hasText: 'Disable'}).waitFor();
        },
        3: async () => {
            await consolePage.open();
            await hand.type(consolePage.field('OPENITCOCKPIT_URL'), monitoring.url);
        },
        4: () => hand.paste(consolePage.field('OPENITCOCKPIT_API_KEY'), monitoring.apiKeys.admin),
        5: () => hand.type(consolePage.field('DEFAULT_CHANNEL'), `${site.team.name}/${site.channel.name}`),
        6: async () => {
            await hand.type(consolePage.field('EVENT_STREAM_URL'), stream.url);
            await hand.paste(consolePage.field('EVENT_STREAM_KEY'), STREAM_KEY);
        },
        7: async () => {
            await hand.press(consolePage.testButton);
            await consolePage.testSetting.getByText('Everything works.').waitFor();
            await shot(consolePage.testSetting, 'console');
        },
    };

    const OTHER_WALK: Walk = {
        1: async () => {
            await consolePage.open();
            token = await consolePage.regenerate('NOTIFICATION_TOKEN');
            expect(token).toMatch(/^\S{16,}$/);
            await consolePage.save();
        },
        2: async () => {
            await forgetEarlierRuns();
            await inChannel(`channels/${site.channel.name}`);
            await typed('/openitcockpit setup curl');
            await hand.press(lastPost('direct message').getByRole('link', {name: 'direct message'}));
            await lastPost('will be created').waitFor();
        },
        3: async () => {
            await hand.press(lastPost('will be created').getByRole('button', {name: 'Apply'}));
            await lastPost('the commands and the contact exist (read back)').waitFor();
            await shot(lastPost('read back'), 'setup');
        },
        4: async () => {
            await hand.press(lastPost('read back').getByRole('button', {name: 'Lines to copy'}));
            const shown = await admin.locator('.post code', {hasText: 'url = '}).last().textContent();
            await writeFile(join(folder, 'curl.conf'), (shown ?? '').replace('<the notification token>', token));
        },
        5: () => {
            const {contacts, contactsInUse} = monitoring.world.configuration;
            expect(contacts.map(({fields}) => fields.name)).toEqual(['mattermost-plugin']);
            contactsInUse.add(contacts[0]?.id ?? 0);
        },
        6: async () => {
            await hand.press(lastPost('read back').getByRole('button', {name: 'Export'}));
            await expect.poll(() => monitoring.world.configuration.exports, {timeout: 20_000}).toBe(1);
            Object.assign(monitoring.world.configuration, {exportRunning: false, exportEnded: 'succeeded'});
        },
        7: async () => {
            await typed('/openitcockpit doctor web01');
            await lastPost(/Real notification.*arrived/s).waitFor();
        },
        8: async () => {
            await hand.press(
                lastPost('Test alert from openITCOCKPIT Doctor').getByRole('button', {name: 'Test the button'}),
            );
            await lastPost('Everything works.').waitFor();
            await shot(lastPost('Everything works.'), 'doctor');
        },
    };

    const walk = (of: string, named: typeof steps, deeds: Walk): void => {
        for (const {number, name} of named) {
            it(`${of}: ${name}`, {timeout: 180_000}, async ({skip}) => {
                skip(stoppedAt !== '', `step ${stoppedAt} failed`);
                stoppedAt = `${of}: ${number}`;
                const began = performance.now();
                await deeds[number]?.();
                stoppedAt = '';
                systems.push((performance.now() - began) / 1000);
            });
        }
    };
    walk('quickstart', steps, WALK);

    it('are as many as the page says; how long they take is printed', () => {
        expect(steps.map(({number}) => String(number))).toEqual(Object.keys(WALK));
        const words = page.split(/\s+/).length;
        const machine = systems.reduce((sum, seconds) => sum + seconds, 0);
        const minutes = words / READING + (hand.seconds + machine) / 60;
        const [, saidSteps] = /\*\*(\d+) steps, about \d+ minutes\*\*/.exec(page) ?? [];
        console.log(
            `Quick start: ${steps.length} steps; reading ${words} words, hands ${Math.round(hand.seconds)} s, systems ${Math.round(machine)} s: ${minutes.toFixed(1)} minutes`,
        );
        expect(Number(saidSteps)).toBe(steps.length);
    });

    it('lead to posts with buttons, by the event stream alone', {timeout: 180_000}, async ({skip}) => {
        skip(stoppedAt !== '', `step ${stoppedAt} failed`);
        expect(monitoring.world.configuration.contacts).toEqual([]);
        // A run that broke off may have left it a problem, on a post of another channel.
        monitoring.world.setState(UUID.web01Ping, 1);
        await nextSecond(monitoring.world);
        monitoring.world.setState(UUID.web01Ping, 0);
        await expect.poll(() => monitoring.world.get(UUID.web01Ping).visible.state, {timeout: 20_000}).toBe(0);
        await nextSecond(monitoring.world);
        monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - 192.0.2.10: rta nan, lost 100%');
        await inChannel(`channels/${site.channel.name}`);
        const post = lastPost('Ping');
        await post.getByRole('button', {name: 'Acknowledge', exact: true}).click();
        const dialog = admin.getByRole('dialog');
        await dialog.getByRole('textbox').first().fill('replacing the network cable');
        await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
        await post.getByRole('button', {name: 'Remove acknowledgement'}).waitFor();
        await shot(post, 'acknowledged');
        expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(true);
    });

    walk('other_ways', otherSteps, OTHER_WALK);

    it('need nothing beyond what the page says', () => {
        expect(otherSteps.map(({number}) => String(number))).toEqual(Object.keys(OTHER_WALK));
        expect(core.failures).toEqual([]);
    });

    it('is taken back as docs/upgrade.md says: what was made in openITCOCKPIT goes, posts and bot stay', async ({
        skip,
    }) => {
        skip(stoppedAt !== '', `step ${stoppedAt} failed`);
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

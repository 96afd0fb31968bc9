import {mkdirSync} from 'node:fs';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type DoctorAnswer, type DoctorStep, PLUGIN_ID, parseDoctorAnswer} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {carryNotifications} from '../support/carry_notifications';
import {consoleSettings} from '../support/console_settings';
import {doctorOf} from '../support/doctor';
import {logInAs, MattermostSite, type Person, type SitePost} from '../support/loop/mattermost_site';
import {type LoopHandler, NOTIFICATION_TOKEN, SIGNING_SECRET, startLoopService} from '../support/loop/service';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {logIn, SystemConsole} from '../support/real/system_console';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = '', MATTERMOST_ADMIN_LOGIN = ''} = process.env;
const bundle = builtBundle();
const ready = MATTERMOST_URL !== '' && MATTERMOST_ADMIN_LOGIN !== '' && bundle !== undefined;
const NEEDS = 'needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, MATTERMOST_ADMIN_LOGIN=name:password and npm run dist';
/** A page of a busy server takes its time. */
const LONG = {timeout: 120_000};
const SHOTS = inRepository('test-results/screenshots');

describe.skipIf(!ready)(`Doctor on a real Mattermost (${NEEDS})`, () => {
    let monitoring: OpenitcockpitDouble;
    let site: MattermostSite;
    let admin: Person;
    let browser: Browser | undefined;

    beforeAll(async () => {
        mkdirSync(SHOTS, {recursive: true});
        monitoring = await startOpenitcockpitDouble({commandDelayMs: 300});
        site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        const [name = '', ...password] = MATTERMOST_ADMIN_LOGIN.split(':');
        admin = await logInAs(MATTERMOST_URL, name, password.join(':'));
        await site.join(admin.id);
        browser = chromiumPath() === undefined ? undefined : await launchChromium();
    });
    afterAll(async () => {
        await browser?.close();
        await monitoring?.stop();
    });

    describe('in the plugin', () => {
        const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        let handler: LoopHandler;
        let settings: Record<string, string>;
        let quiet: () => void;

        beforeAll(async () => {
            settings = {
                OPENITCOCKPIT_URL: monitoring.url,
                OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
            };
            const mattermost = {url: MATTERMOST_URL, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined};
            handler = await pluginDoor(bundle ?? '').start({mattermost, site, settings});
            quiet = carryNotifications(monitoring, (fields) => handler.notify(fields));
        });
        afterAll(async () => {
            quiet?.();
            await handler?.remove();
        });

        const configure = (more: Record<string, string> = {}) =>
            plugins.configure(PLUGIN_ID, consoleSettings({...settings, NOTIFICATION_TOKEN, SIGNING_SECRET, ...more}));

        const ask = async (part: string): Promise<DoctorAnswer> => {
            const response = await fetch(`${MATTERMOST_URL}/plugins/${PLUGIN_ID}/api/v1/doctor`, {
                method: 'POST',
                headers: {'Content-Type': 'application/json', Authorization: `Bearer ${MATTERMOST_ADMIN_TOKEN}`},
                body: JSON.stringify({part, language: 'en'}),
            });
            return parseDoctorAnswer(await response.json()) ?? {steps: []};
        };

        /** Settings are in use a moment after they were saved. */
        const failure = (part: string): Promise<DoctorStep> =>
            waitFor(async () => (await ask(part)).steps.find(({result}) => result === 'failed'));

        it('reports by direct message, and is green once the test alert is pressed', async () => {
            const bot = await site.call('GET', '/users/username/openitcockpit');
            const direct = await site.call('POST', '/channels/direct', [admin.id, bot.id], admin.token);
            const posts = () => site.posts(String(direct.id));
            const before = new Set((await posts()).map(({id}) => id));
            const fresh = async (): Promise<SitePost[]> => (await posts()).filter(({id}) => !before.has(id));
            const line = '/openitcockpit doctor web01';
            await site.call('POST', '/commands/execute', {channel_id: site.channel.id, command: line}, admin.token);
            const [report, alert] = await waitFor(async () => {
                const found = await fresh();
                return found.length === 2 && found[0]?.message.includes('Press the button') && found;
            });
            expect(report?.message).toContain('The notification that openITCOCKPIT sent about web01 has arrived.');
            await site.press(admin, alert?.id ?? '', 'doctor');
            const finished = await waitFor(async () => {
                const found = await site.post(report?.id ?? '');
                return found.message.includes('**Everything works.**') && found;
            });
            expect(finished.message).not.toContain(':x:');
            expect(await fresh()).toHaveLength(1);
            expect((await site.posts()).map(({message}) => message)).toEqual([
                expect.stringContaining('Test notification from openITCOCKPIT Doctor, nothing to do'),
            ]);
        });

        it('names a wrong key, and a channel that was archived', async () => {
            await configure({OPENITCOCKPIT_API_KEY: 'wrong'});
            expect(await failure('openitcockpit')).toMatchObject({
                name: 'key',
                sentence: expect.stringContaining('openITCOCKPIT rejected the API key'),
            });
            const {id} = await site.call('POST', '/channels', {
                team_id: site.team.id,
                name: 'archived',
                display_name: 'Archived',
                type: 'O',
            });
            await site.call('DELETE', `/channels/${id}`);
            for (const channel of [String(id), `${site.team.name}/archived`]) {
                await configure({DEFAULT_CHANNEL: channel});
                // The key is right again as soon as these settings are in use.
                await waitFor(async () => (await ask('openitcockpit')).steps.every(({result}) => result === 'ok'));
                const [step] = (await ask('post')).steps;
                expect(step).toMatchObject({
                    name: 'post',
                    result: 'failed',
                    sentence: expect.stringContaining('archived'),
                });
                await configure({OPENITCOCKPIT_API_KEY: 'wrong'});
                await failure('openitcockpit');
            }
            await configure();
            await waitFor(async () => (await ask('openitcockpit')).steps.every(({result}) => result === 'ok'));
        });

        describe.skipIf(chromiumPath() === undefined)('in the browser (needs Chromium)', () => {
            const open = async (width: number, height: number): Promise<Page> => {
                const page = await (browser as Browser).newPage({viewport: {width, height}});
                await logIn(page, MATTERMOST_URL, admin);
                return page;
            };

            it('proves the whole way from the System Console, with a real notification', LONG, async () => {
                const consolePage = new SystemConsole(await open(1200, 1400), MATTERMOST_URL);
                await consolePage.open();
                await consolePage.enterHost('web01');
                const said = await consolePage.testConnection();
                expect(said).toContain('Everything works.');
                expect(said).not.toContain('✗');
                expect(said).toContain('The notification that openITCOCKPIT sent about web01 has arrived.');
                await consolePage.testSetting.scrollIntoViewIfNeeded();
                await consolePage.page.screenshot({path: `${SHOTS}/system_console.png`});
                await consolePage.page.setViewportSize({width: 800, height: 1400});
                await consolePage.testSetting.screenshot({path: `${SHOTS}/system_console_narrow.png`});
            });

            it('shows its report as a direct message, with a button that is pressed like any other', LONG, async () => {
                const page = await open(1000, 900);
                await page.goto(`${MATTERMOST_URL}/${site.team.name}/messages/@openitcockpit`);
                await page.locator('#post_textbox').fill('/openitcockpit doctor');
                await page.getByTestId('SendMessageButton').click();
                const button = page.getByRole('button', {name: 'Test the button'}).last();
                await button.waitFor();
                await page.screenshot({path: `${SHOTS}/doctor_report.png`});
                await button.click();
                await page.getByText('Everything works.').last().waitFor();
                await page.screenshot({path: `${SHOTS}/doctor_report_done.png`});
            });
        });
    });

    it('as a service: the command line is green, and names a webhook that was deleted', async () => {
        const service = await startLoopService({
            MATTERMOST_URL,
            MATTERMOST_BOT_TOKEN: site.bot.token,
            OPENITCOCKPIT_URL: monitoring.url,
            OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
            DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
        });
        const quiet = carryNotifications(monitoring, (fields) => service.notify(fields));
        try {
            const WEBHOOK_URL = await site.webhook();
            const {code, output, signs} = await doctorOf({...service.env, WEBHOOK_URL}, '--host', 'web01');
            expect([code, signs], output).toEqual([0, '✓'.repeat(17)]);
            await site.call('DELETE', `/hooks/incoming/${WEBHOOK_URL.split('/').at(-1)}`);
            const broken = await doctorOf({...service.env, WEBHOOK_URL});
            expect(broken.failures, broken.output).toHaveLength(1);
            expect(broken.failures[0]).toContain('Mattermost does not know this incoming webhook, or it was deleted');
        } finally {
            quiet();
            await service.remove();
        }
    });
});

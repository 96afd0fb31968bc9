import {expect, it, onTestFinished} from 'vitest';
import {SERVICE_ROUTE} from '#contract';
import {runAbout} from '../../server-proxy/src/cli/about';
import {serviceTokens} from '../../server-proxy/src/cli/ask_service';
import {defineExplainSuite, writeSubscriptions} from '../support/loop/explain_suite';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {askDirectly, outputOf} from '../support/service_command';

const run = (argv: readonly string[], env?: Readonly<Record<string, string>>) =>
    outputOf((call) => runAbout('explain', call), argv, env);

defineExplainSuite({
    name: 'standalone',
    start: async ({mattermost, site, settings, subscriptions, folder}) => {
        const service = await startLoopService({
            ...settings,
            MATTERMOST_URL: mattermost.url,
            MATTERMOST_BOT_TOKEN: site.bot.token,
            SUBSCRIPTIONS_FILE: await writeSubscriptions(folder, subscriptions),
        });
        return {
            notify: service.notify,
            explain: async (...names) => {
                const {code, said, complained} = await run(
                    names.filter((name) => name !== undefined),
                    service.env,
                );
                expect(complained).toBe('');
                expect(code).toBe(0);
                return said;
            },
            remove: service.remove,
        };
    },
});

it('says so when the service does not run, which is a reason by itself', async () => {
    const env = {LISTEN_ADDRESS: '127.0.0.1:9', SIGNING_SECRET: 'signing-secret-of-the-tests'};
    const {code, complained} = await run(['web01'], env);
    expect(code).toBe(1);
    expect(complained).toContain('while it is not running, nothing is posted');
});

it('answers nobody who cannot read the settings', {timeout: 60_000}, async () => {
    const mattermost = await startMattermostDouble({version: '11.6'});
    const service = await startLoopService({MATTERMOST_URL: mattermost.url, MATTERMOST_BOT_TOKEN: 'none'});
    onTestFinished(async () => {
        await service.remove();
        await mattermost.stop();
    });
    const ask = (token: string, body: unknown) => askDirectly(service.url, SERVICE_ROUTE.explain, token, body);
    for (const token of [NOTIFICATION_TOKEN, SIGNING_SECRET, 'x']) {
        expect((await ask(token, {host: 'web01', language: 'en'})).status).toBe(401);
    }
    const [token = ''] = serviceTokens({SIGNING_SECRET: [SIGNING_SECRET]}, 'explain');
    for (const body of [{}, {host: 7, language: 'en'}, {host: 'x'.repeat(300), language: 'en'}, []]) {
        expect((await ask(token, body)).status).toBe(400);
    }
});

it.each([[[]], [['']], [['a', 'b', 'c']], [['--language', 'fr', 'web01']], [['--what', 'web01']]])(
    'refuses the command line %j',
    async (argv) => {
        expect((await run(argv)).code).toBe(64);
    },
);

it('prints its help', async () => {
    expect((await run(['--help'])).said).toContain('Usage: server-proxy explain');
});

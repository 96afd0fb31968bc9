import {describe, expect, it, onTestFinished} from 'vitest';
import {SERVICE_ROUTE} from '#contract';
import {runAbout} from '../../server-proxy/src/cli/about';
import {serviceTokens} from '../../server-proxy/src/cli/ask_service';
import {problemOf} from '../support/loop/loop_suite';
import {MattermostSite} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, settingsOf, startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {DETAILS_RIGHTS} from '../support/openitcockpit/access';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import type {Service} from '../support/openitcockpit/objects';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {askDirectly, outputOf} from '../support/service_command';

const LONG = 60_000;

const run = (argv: readonly string[], env?: Readonly<Record<string, string>>) =>
    outputOf((call) => runAbout('details', call), argv, env);

const start = async (granted: readonly string[] = DETAILS_RIGHTS) => {
    const mattermost = await startMattermostDouble({version: '11.6'});
    const monitoring = await startOpenitcockpitDouble({granted});
    const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
    monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost \u001b[31mred');
    const service = await startLoopService({
        ...settingsOf(site, monitoring),
        MATTERMOST_URL: mattermost.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        RECONCILE_INTERVAL: '0',
    });
    onTestFinished(async () => {
        await service.remove();
        await monitoring.stop();
        await mattermost.stop();
    });
    return {monitoring, service};
};

describe('server-proxy details', {timeout: LONG}, () => {
    it('tells all about a service, as plain text, with what else broke and is over', async () => {
        const {monitoring, service} = await start();
        const {world} = monitoring;
        const now = world.now();
        world.history.setGauges(world.get(UUID.web01Ping) as Service, [
            {name: 'rta', unit: 'ms', warn: 100, crit: 500, min: 0, max: null, points: [[now - 60, 80]]},
        ]);
        await world.settled();
        const shop = {serviceuuid: UUID.web01Shop, problemid: 'shop'};
        await service.notify(problemOf(shop));
        await service.notify(problemOf({problemid: 'ping'}));
        await service.notify(problemOf({...shop, notificationtype: 'RECOVERY', state: '0', output: 'OK'}));
        const {code, said, complained} = await run(['web01', 'Ping'], service.env);
        expect([code, complained]).toEqual([0, '']);
        expect(said).toMatch(/^web01 Ping\nPerformance data .*\n\* rta: 80 ms/);
        expect(said).toMatch(/Now: CRITICAL since .*\nCRITICAL - lost/);
        expect(said).toContain('Before: no problem in the last 30 days (openITCOCKPIT: state history)');
        expect(said).toMatch(/In the same five minutes .*\n\* .*CRITICAL · .* · web01, ended /);
        expect(said).toMatch(/\nAs of .*\n$/);
        expect(said).not.toMatch(/\*\*|###|\u200b/);
        expect(said).not.toContain('\u001b');
        expect((await run(['Ping on web01'], service.env)).said).toContain('rta: 80 ms');
        const german = await run(['--language', 'de', 'web01'], service.env);
        expect(german.said).toMatch(/^web01\nJetzt: /);
        expect((await run(['nothing'], service.env)).said).toContain('No monitored host or service has');
    });

    it('says which right is missing, and shows the rest', async () => {
        const {monitoring, service} = await start(DETAILS_RIGHTS.filter((right) => right !== 'changelogs.index'));
        // openITCOCKPIT shows a state only after a while.
        await monitoring.world.settled();
        const {said} = await run(['web01', 'Ping'], service.env);
        expect(said).toMatch(/Configuration changes in the hour before: .*Changelogs › index/);
        expect(said).toContain('Now: CRITICAL');
    });

    it('answers nobody who cannot read the settings', async () => {
        const {service} = await start();
        const ask = (token: string, body: unknown) => askDirectly(service.url, SERVICE_ROUTE.details, token, body);
        const [explain = ''] = serviceTokens({SIGNING_SECRET: [SIGNING_SECRET]}, 'explain');
        for (const token of [NOTIFICATION_TOKEN, SIGNING_SECRET, 'x', explain]) {
            expect((await ask(token, {host: 'web01', language: 'en'})).status).toBe(401);
        }
        const [token = ''] = serviceTokens({SIGNING_SECRET: [SIGNING_SECRET]}, 'details');
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
        expect((await run(['--help'])).said).toContain('Usage: server-proxy details');
    });
});

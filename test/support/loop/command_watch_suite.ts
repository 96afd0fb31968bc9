import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {EventStreamDouble} from '../openitcockpit/event_stream';
import {UUID} from '../openitcockpit/recorded_objects';
import {streamWorld} from '../openitcockpit/world_stream';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, problemOf, STANDALONE} from './loop_suite';
import {MattermostSite} from './mattermost_site';
import {type LoopHandler, readHealth} from './service';

/** Whether what the core hands to our notification command arrives, on any Mattermost, through either door. */
export const defineCommandWatchSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`our notification command, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let stream: EventStreamDouble;
        let service: LoopHandler;
        let stopStreaming: () => void;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            const {configuration} = monitoring.world;
            // As set-up creates it.
            const id = configuration.addCommand({
                name: 'service-notify-by-mattermost-plugin',
                command_line: '/opt/openitcockpit-mattermost/server-proxy notify',
                command_type: 3,
            });
            const command = configuration.commands.find((one) => one.id === id)?.uuid ?? '';
            stream = await EventStreamDouble.start();
            stopStreaming = streamWorld(monitoring.world, stream, {command});
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            service = await door.start({
                mattermost,
                site,
                settings: {
                    OPENITCOCKPIT_URL: monitoring.url,
                    OPENITCOCKPIT_API_KEY: monitoring.apiKeys.admin,
                    EVENT_STREAM_URL: stream.url,
                    EVENT_STREAM_KEY: 'stream-key',
                    DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
                    ALARM_CHANNEL: `${site.team.name}/${site.channel.name}`,
                    RECONCILE_INTERVAL: '3600',
                },
            });
            await waitFor(() => stream.connected === 1);
        });

        afterAll(async () => {
            stopStreaming?.();
            await service?.remove();
            await stream?.close();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const alarms = async () =>
            (await site.posts())
                .map(({message}) => message)
                .filter((message) => /^(🚨 \*\*openITCOCKPIT ran|✅)/u.test(message));
        const reasons = async () => ((await readHealth(service.url)) as {reasons: string[]}).reasons;

        it('raises an alarm when nothing comes of it, in the channel and on the health page, until something comes', async () => {
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            const [raised] = await waitFor(async () => {
                const found = await alarms();
                return found.length > 0 && found;
            });
            expect(raised).toMatch(/^🚨 \*\*openITCOCKPIT ran our notification command, but nothing came\*\* since /);
            expect(await reasons()).toContainEqual(
                expect.stringMatching(/^openITCOCKPIT ran our command, nothing came: .*NOTIFICATION_URL/),
            );
            expect((await service.notify(problemOf({problemid: 'late'}))).ok).toBe(true);
            await waitFor(async () => (await alarms())[0]?.startsWith('✅ Notifications arrive again'));
            expect(await alarms()).toHaveLength(1);
            await waitFor(async () => !(await reasons()).some((reason) => reason.includes('nothing came')));
        });
    });
};

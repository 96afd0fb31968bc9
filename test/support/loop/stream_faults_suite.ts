import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {AlertProps} from '#contract';
import {type CannedServer, openCannedServer} from '../canned_server';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {EventStreamDouble} from '../openitcockpit/event_stream';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, problemOf, STANDALONE} from './loop_suite';
import {MattermostSite} from './mattermost_site';
import {type LoopHandler, readHealth, settingsOf} from './service';

interface Health {
    readonly reasons: readonly string[];
    readonly stream?: {readonly up: boolean; readonly lost: number; readonly missed: number; readonly reason?: string};
}

/** What a stream may bring instead of events, and where a wrong setting may lead, through either door. */
export const defineStreamFaultsSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`a bad event stream, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let stream: EventStreamDouble;
        let service: LoopHandler | undefined;
        let canned: CannedServer;

        const begin = async (settings: Readonly<Record<string, string>> = {}): Promise<LoopHandler> => {
            service = await door.start({
                mattermost,
                site,
                settings: {
                    ...settingsOf(site, monitoring),
                    EVENT_STREAM_URL: stream.url,
                    EVENT_STREAM_KEY: 'stream-key',
                    RECONCILE_INTERVAL: '1',
                    ...settings,
                },
            });
            return service;
        };
        const end = async () => {
            await service?.remove();
            service = undefined;
        };

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            stream = await EventStreamDouble.start();
            canned = await openCannedServer({body: '<html>please log in</html>'});
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
        });

        afterAll(async () => {
            await end();
            await canned?.stop();
            await stream?.close();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const healthOf = async ({url}: LoopHandler) => (await readHealth(url)) as unknown as Health;
        const postsOf = async (uuid: string) =>
            (await site.alerts()).filter((post) => (post.props.oitc_alert as AlertProps).service?.uuid === uuid);
        const notified = (serviceUuid: string, hostUuid: string = UUID.web01) => ({
            host_name: hostUuid,
            service_description: serviceUuid,
            output: 'CRITICAL - of the stream',
            ack_author: '',
            ack_data: '',
            reason_type: 0,
            state: 2,
            start_time: monitoring.world.now(),
            contacts_notified: 1,
        });
        const unknown = (at: number) => `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`;

        it('counts what cannot be read, hangs up on 50 MB, and posts once what comes after all that', async () => {
            const handler = await begin();
            await waitFor(() => stream.connected === 1);
            stream.publishText('statusngin_notifications', 'no JSON');
            stream.publishText(
                'statusngin_notifications',
                '{"topic":"statusngin_notifications","payload":{"state":2}}',
            );
            stream.publish('notifications', [{...notified(UUID.web01Ping), state: 9}]);
            stream.publish('unheard_of', [{anything: 1}]);
            await waitFor(async () => (await healthOf(handler)).stream?.lost === 3);
            const before = stream.requests.length;
            stream.publishText('statusngin_notifications', `"${'x'.repeat(50_000_000)}"`);
            await waitFor(() => stream.requests.length > before && stream.connected === 1);
            await waitFor(async () => {
                // The one connection may still be the old one, which is about to end.
                stream.publish('notifications', [notified(UUID.web01Ping)]);
                return (await postsOf(UUID.web01Ping)).length === 1;
            });
            stream.publish('notifications', [notified(UUID.web01Ping)]);
            stream.publish('core_restart', [{object_type: 102, timestamp: 0}]);
            const asked = monitoring.requests.length;
            await waitFor(() => monitoring.requests.length > asked + 4);
            expect(await postsOf(UUID.web01Ping)).toHaveLength(1);
        });

        it('counts what it lost: asking found it although the stream was open', async () => {
            const handler = service ?? (await begin());
            monitoring.world.setState(UUID.web01Shop, 2, 'CRITICAL - closed');
            await monitoring.world.settled();
            expect((await handler.notify(problemOf({serviceuuid: UUID.web01Shop}))).status).toBe(201);
            const missedBefore = (await healthOf(handler)).stream?.missed ?? 0;
            monitoring.world.setState(UUID.web01Shop, 0, 'OK');
            await waitFor(async () => ((await healthOf(handler)).stream?.missed ?? 0) > missedBefore);
            const metrics = await fetch(`${handler.url}/metrics`);
            const text = await metrics.text();
            // Only the service has metrics; both doors have the same number on the health page.
            expect(/_stream_missed_total\{what="change"\} [1-9]/.test(text)).toBe(door.name === 'standalone');
        });

        it('posts what an unknown openITCOCKPIT tells once each, and says in one sentence which setting to check', async () => {
            await end();
            const handler = await begin();
            await waitFor(() => stream.connected === 1);
            for (let at = 0; at < 6; at += 1) {
                stream.publish('notifications', [notified(unknown(at), unknown(99))]);
            }
            for (let at = 0; at < 6; at += 1) {
                await waitFor(async () => (await postsOf(unknown(at))).length === 1);
            }
            const reasons = await waitFor(async () => {
                const found = (await healthOf(handler)).reasons.filter((reason) => reason.includes('Event stream URL'));
                return found.length > 0 && found;
            });
            expect(reasons).toEqual([
                expect.stringMatching(
                    /^openITCOCKPIT knows none of the [56] objects that the event stream told of: check the Event stream URL/,
                ),
            ]);
            await end();
        });

        it.each([
            [
                'ws://monitoring.example.org/ws',
                'stream-key',
                /(EVENT_STREAM_URL|Event stream URL).* must begin with wss:/,
            ],
            ['DOUBLE', 'two\nlines', /Event stream key.*characters/],
            ['DOUBLE', 'wrong-key', /rejected the key \(401\): check the Event stream key/],
            ['DOUBLE/elsewhere', 'stream-key', /no event stream at this address \(404\).*Event stream URL/],
            ['PAGE', 'stream-key', /did not answer with an event stream \(200\): check the Event stream URL/],
        ])('%s with the key %j: one sentence that names the setting', async (url, key, sentence) => {
            const address = url.replace('DOUBLE', stream.url).replace('PAGE', canned.url.replace('http:', 'ws:'));
            const said = await begin({EVENT_STREAM_URL: address, EVENT_STREAM_KEY: key}).then(
                (handler) =>
                    waitFor(async () => {
                        const {reasons, stream: shown} = await healthOf(handler);
                        return reasons.find((reason) => /event.stream/i.test(reason)) ?? shown?.reason;
                    }),
                // The service does not start with a setting that cannot be right.
                (error: Error) => error.message,
            );
            expect(said).toMatch(sentence);
            await end();
        });
    });
};

import {onTestFinished} from 'vitest';
import type {OpenitcockpitSettings} from '../../server-proxy/src/openitcockpit';
import {FakeClock, FakeMonitoring} from '../support/app/fakes';
import {startHttpProxy} from '../support/http_proxy';
import {
    defineAcknowledgementSuite,
    defineActionsSuite,
    defineMonitoringPortSuite,
    type MonitoringSite,
} from '../support/monitoring_port_suite';
import {openClient, openDouble, openTlsDouble, pem} from '../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../support/openitcockpit/double';
import {TLS} from '../support/tls_fixtures';

const site = (double: OpenitcockpitDouble, settings: Partial<OpenitcockpitSettings> = {}): MonitoringSite => {
    const notified: string[] = [];
    double.world.onNotification(({notificationType, object, comment}) => {
        notified.push(`${notificationType} ${object.name}: ${comment}`);
    });
    return {
        port: openClient(double, settings),
        setState: async (object, state, output) => {
            double.world.setState(object, state, output);
            double.world.setStatus(object, {lastCheck: double.world.now() - 60});
            await double.world.settled();
        },
        setNextResult: (object, state, output) => double.world.setNextResult(object, state, output),
        setActiveChecks: (object, activeChecks) => double.world.setStatus(object, {activeChecks}),
        notified: () => notified,
        now: () => double.world.now(),
    };
};

defineMonitoringPortSuite('4.8.7', async () => site(await openDouble({version: '4.8.7'})));

defineMonitoringPortSuite('5.0.1', async () => site(await openDouble({version: '5.0.1'})));

defineMonitoringPortSuite('5.3.0', async () => site(await openDouble({version: '5.3.0'})));

defineMonitoringPortSuite('in German', async () => site(await openDouble({language: 'de_DE'})));

defineMonitoringPortSuite('https with a private authority, through a proxy with a login', async () => {
    const proxy = await startHttpProxy({credentials: 'user:p@ss word'});
    onTestFinished(() => proxy.stop());
    const url = proxy.url.replace('//', '//user:p%40ss%20word@');
    const double = await openTlsDouble();
    return site(double, {
        url: double.url.replace('127.0.0.1', 'localhost'),
        ca: pem(TLS.ca),
        proxy: {url, noProxy: []},
    });
});

const fake = async (): Promise<MonitoringSite> => {
    const clock = new FakeClock();
    const port = new FakeMonitoring(() => clock.now());
    return {
        port,
        setState: async (_, state, output) => {
            port.status = {...port.status, state, output};
        },
        setNextResult: (_, state, output) => {
            port.nextResult = {state, output};
        },
        setActiveChecks: (_, activeChecks) => {
            port.status = {...port.status, activeChecks};
        },
        notified: () => port.notifications.map(({comment}) => `CUSTOM web01: ${comment}`),
        now: () => Math.floor(clock.now() / 1000),
    };
};

defineAcknowledgementSuite('the fake of the app’s tests', fake);

defineActionsSuite('the fake of the app’s tests', fake);

import type {FoundObject} from '../../../server-proxy/src/app/commands/search_port';
import {momentAt} from '../../../server-proxy/src/domain/alert/moment';
import {PLAIN} from '../../../server-proxy/src/domain/explain/explanation_style';
import {FakeChat} from './fakes';
import {type AppHarness, HOST_UUID, SERVICE_UUID, type SETTINGS, startHarness} from './harness';
import {memoryWatch} from './memory_watch';
import {MemoryStorms} from './storms';
import type {MemorySubscriptions} from './subscriptions';

export const TELLS = {isHard: true, notifies: true, isHostUp: true};

/** The service in question, as openITCOCKPIT shows it. */
export const ping = (harness: AppHarness, more: Partial<FoundObject> = {}): FoundObject => ({
    target: {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID},
    hostName: 'web01',
    serviceName: 'Ping',
    state: 'CRITICAL',
    output: 'rta nan',
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    lastCheck: '',
    activeChecks: true,
    mayEdit: true,
    stateFor: '5m',
    stateSince: momentAt(Math.floor(harness.clock.now() / 1000) - 300),
    tells: TELLS,
    ...more,
});

export const hostFound = (harness: AppHarness, name: string): FoundObject => {
    const {serviceName: _, ...object} = ping(harness, {hostName: name, state: 'UP'});
    return {...object, target: {hostUuid: HOST_UUID}};
};

export const explainHarness = async (
    settings: Partial<typeof SETTINGS> = {},
    subscriptions?: MemorySubscriptions,
    chat = new FakeChat(),
): Promise<AppHarness> => {
    const more = {watchStore: memoryWatch(), storms: new MemoryStorms(), ...(subscriptions ? {subscriptions} : {})};
    const harness = await startHarness(settings, undefined, chat, undefined, undefined, more);
    harness.monitoring.found = [hostFound(harness, 'web01'), ping(harness)];
    return harness;
};

export const explained = async (harness: AppHarness, typed = 'web01 Ping', more = {}): Promise<string> => {
    await harness.app.idle();
    return harness.app.explain({
        reader: 'operator',
        typed,
        language: 'en',
        timeZone: 'UTC',
        siteUrl: 'https://chat.example.org',
        style: PLAIN,
        ...more,
    });
};

export const firstLine = (text: string): string => text.split('\n')[0] ?? '';

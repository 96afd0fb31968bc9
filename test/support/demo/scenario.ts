import {setTimeout as sleep} from 'node:timers/promises';
import type {World} from '../openitcockpit/world';

/**
 * Alerts of several kinds, then what an administrator does in openITCOCKPIT and a recovery, so that posts and the panel are seen
 * changing.
 */
export const playScenario = async (world: World, signal: AbortSignal): Promise<void> => {
    world.setState('web01/Disk /', 1, 'DISK WARNING - free space: / 2104 MB (9% inode=87%)');
    world.setState(
        'web01/HTTP shop',
        2,
        'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable - 412 bytes in 0.021 second response time',
    );
    world.setState('web01/Ping', 3, 'UNKNOWN - @channel **not** a mention, `$(reboot)` is only text');
    world.setState('db01', 1, 'CRITICAL - 192.0.2.12: rta nan, lost 100%');
    world.setState('gw-b', 1, 'CRITICAL - 192.0.2.3: rta nan, lost 100%');
    const steps: (() => void)[] = [
        // Behind it, and so found UNREACHABLE a check later.
        () => world.setState('app02', 2, 'CRITICAL - 192.0.2.13: rta nan, lost 100%'),
        () => world.acknowledge('gw-b', {author: 'Ada Admin', comment: 'router is being replaced', notify: true}),
        () => world.startDowntime('db01', {author: 'Ada Admin', comment: 'new kernel'}),
        () => world.setState('web01/Disk /', 0, 'DISK OK - free space: / 18233 MB (78% inode=87%)'),
        () => world.setState('web01/Disk /', 2, 'DISK CRITICAL - free space: / 310 MB (1% inode=87%)'),
    ];
    for (const step of steps) {
        await sleep(12_000, undefined, {signal}).catch(() => undefined);
        if (signal.aborted) {
            return;
        }
        step();
    }
};

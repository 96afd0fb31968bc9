import {expect, it} from 'vitest';
import type {Signs} from '../../../server-proxy/src/app/health/signs';
import {createMetrics} from '../../../server-proxy/src/telemetry/metrics';

const linesOf = async (metrics: ReturnType<typeof createMetrics>): Promise<string[]> =>
    (await metrics.text()).split('\n').filter((line) => /^\w+_(silence|posts_behind|unreadable)/.test(line));

it('tell how long nothing was heard, as it is when they are asked for', async () => {
    const metrics = createMetrics();
    let signs: Signs = {
        heard: {notification: null, event: null, reading: null},
        posts_behind: {count: 0},
        unreadable_records: {count: 0},
    };
    metrics.signs(() => signs);
    const nothing = [
        'openitcockpit_mattermost_posts_behind 0',
        'openitcockpit_mattermost_posts_behind_seconds 0',
        'openitcockpit_mattermost_unreadable_records 0',
        'openitcockpit_mattermost_unreadable_records_seconds 0',
    ];
    // What was never heard of has no age.
    expect(await linesOf(metrics)).toEqual(nothing);
    signs = {
        heard: {notification: {at: 1, age_seconds: 7}, event: null, reading: {at: 1, age_seconds: 60}},
        posts_behind: {count: 3, since: 1, age_seconds: 400},
        unreadable_records: {count: 1, since: 1, age_seconds: 5},
    };
    expect(await linesOf(metrics)).toEqual([
        'openitcockpit_mattermost_silence_seconds{of="notification"} 7',
        'openitcockpit_mattermost_silence_seconds{of="reading"} 60',
        'openitcockpit_mattermost_posts_behind 3',
        'openitcockpit_mattermost_posts_behind_seconds 400',
        'openitcockpit_mattermost_unreadable_records 1',
        'openitcockpit_mattermost_unreadable_records_seconds 5',
    ]);
});

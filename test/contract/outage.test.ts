import {describe} from 'vitest';
import {STANDALONE} from '../support/loop/loop_suite';
import {defineOutageSuite} from '../support/loop/outage_suite';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {waitFor} from '../support/wait_for';

// At the same time, because each waits for a minute.
describe.concurrent.each(['everything', 'notified'] as const)('Alerts from %s', (alertsFrom) => {
    let double: MattermostDouble;

    defineOutageSuite({
        alertsFrom,
        start: async () => {
            double = await startMattermostDouble({version: '11.6'});
            return double;
        },
        door: STANDALONE,
        // The handler goes on without it, and tries to post.
        outage: async (handler, meanwhile) => {
            double.faults.hangUp();
            await meanwhile();
            await waitFor(() => handler.log.some((line) => line.includes('could not be asked')));
            double.faults.clear();
            return handler;
        },
    });
});

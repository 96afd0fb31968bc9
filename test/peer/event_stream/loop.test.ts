import {describe} from 'vitest';
import {defineStreamSuite} from '../../support/loop/stream_suite';
import {type MattermostDouble, startMattermostDouble} from '../../support/mattermost/double';
import {hostedPluginDoor} from '../../support/plugin_host/plugin_door';
import {RealWorker, workerMissing} from '../../support/statusengine/real_worker';

const skip = workerMissing();

describe.skipIf(skip !== '')(`a real Statusengine Worker${skip && ` (skipped: ${skip})`}`, () => {
    let double: MattermostDouble;
    const start = async (): Promise<MattermostDouble> => {
        double = await startMattermostDouble({version: '11.6'});
        return double;
    };
    defineStreamSuite('Mattermost 11.6', start, undefined, () => RealWorker.start());
    defineStreamSuite(
        'Mattermost 11.6',
        start,
        hostedPluginDoor(() => double),
        () => RealWorker.start(),
    );
});

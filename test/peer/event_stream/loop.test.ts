import {defineStreamSuite} from '../../support/loop/stream_suite';
import {type MattermostDouble, startMattermostDouble} from '../../support/mattermost/double';
import {hostedPluginDoor} from '../../support/plugin_host/plugin_door';
import {RealWorker, withRealWorker} from '../../support/statusengine/real_worker';
import {defineWorkerSuite} from '../../support/statusengine/worker_suite';

withRealWorker('the whole handler', () => {
    let double: MattermostDouble;
    const start = async (): Promise<MattermostDouble> => {
        double = await startMattermostDouble({version: '11.6'});
        return double;
    };
    const plugin = hostedPluginDoor(() => double);
    defineStreamSuite('the double of Mattermost 11.6', start, undefined, () => RealWorker.start());
    defineStreamSuite('the double of Mattermost 11.6', start, plugin, () => RealWorker.start());
    defineWorkerSuite(start);
    defineWorkerSuite(start, plugin);
});

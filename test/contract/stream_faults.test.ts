import {defineStreamFaultsSuite} from '../support/loop/stream_faults_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineStreamFaultsSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

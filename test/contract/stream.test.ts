import {defineStreamSuite} from '../support/loop/stream_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineStreamSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

import {defineCommandWatchSuite} from '../support/loop/command_watch_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineCommandWatchSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

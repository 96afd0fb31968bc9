import {defineCatchUpSuite} from '../support/loop/catch_up_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineCatchUpSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

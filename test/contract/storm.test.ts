import {defineCauseSuite} from '../support/loop/cause_suite';
import {defineStormSuite} from '../support/loop/storm_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineStormSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));
defineCauseSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

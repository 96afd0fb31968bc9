import {defineOneWaySuite} from '../support/loop/one_way_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineOneWaySuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

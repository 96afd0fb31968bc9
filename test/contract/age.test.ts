import {defineAgeSuite} from '../support/loop/age_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineAgeSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

import {defineReconcileSuite} from '../support/loop/reconcile_suite';
import {startMattermostDouble} from '../support/mattermost/double';

defineReconcileSuite('the double of Mattermost 11.6', () => startMattermostDouble({version: '11.6'}));

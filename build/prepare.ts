// `npm run test:prepare`: fetches everything the tests need, so that `npm test` runs without a network.
import {prepareTests} from './prepare_tests';

await prepareTests();

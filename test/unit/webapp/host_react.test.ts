import {expect, test} from 'vitest';
import {hostReact} from '../../support/mattermost/host_react';

test('DEMO_REACT chooses the React of the demo page, and refuses any other with a sentence', () => {
    expect([hostReact(''), hostReact('18'), hostReact('19')]).toEqual([18, 18, 19]);
    expect(() => hostReact('17')).toThrow('DEMO_REACT is 18 or 19, not 17.');
});

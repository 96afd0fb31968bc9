import {expect, it, onTestFinished} from 'vitest';
import {benchReal} from '../bench/real';
import {startMattermostDouble} from '../support/mattermost/double';
import {hostedPluginDoor} from '../support/plugin_host/plugin_door';

it('the comparison with plain posts runs against any Mattermost, and says how it went', async () => {
    const double = await startMattermostDouble({version: '11.6'});
    onTestFinished(() => double.stop());
    const {url, adminToken} = double;
    const rows = await benchReal({url, adminToken, door: hostedPluginDoor(() => double), rounds: 2, count: 8});
    expect(rows.map(({what}) => what)).toEqual([
        expect.stringContaining('plain posts'),
        expect.stringContaining('new alerts'),
        expect.stringContaining('plain changes'),
        expect.stringContaining('updates'),
    ]);
    for (const {value} of rows) {
        expect(value).toMatch(/^\d+\/s(, \d+\.\d\d ×)?$/);
    }
    expect(rows.filter(({target}) => target === '≥ 0.8 ×')).toHaveLength(2);
});

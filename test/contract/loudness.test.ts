import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll} from 'vitest';
import {STANDALONE} from '../support/loop/loop_suite';
import {defineLoudnessSuite} from '../support/loop/loudness_suite';
import {startMattermostDouble} from '../support/mattermost/double';

let folder: string | undefined;

afterAll(async () => {
    if (folder !== undefined) {
        await rm(folder, {recursive: true, force: true});
    }
});

defineLoudnessSuite({
    start: () => startMattermostDouble({version: '11.6'}),
    door: () => STANDALONE,
    settings: async (subscriptions) => {
        folder = await mkdtemp(join(tmpdir(), 'oitc-subscriptions-'));
        const path = join(folder, 'subscriptions.json');
        await writeFile(path, JSON.stringify(subscriptions));
        return {SUBSCRIPTIONS_FILE: path};
    },
});

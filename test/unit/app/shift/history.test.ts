import {expect, it} from 'vitest';
import type {EpisodeStore} from '../../../../server-proxy/src/app/shift/episode_store';
import {forgetfulMemory} from '../../../../server-proxy/src/app/shift/forgetful';
import {History} from '../../../../server-proxy/src/app/shift/history';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {problem, startHarness} from '../../../support/app/harness';

const RECOVERY = problem({notificationtype: 'RECOVERY', state: '0', output: 'OK'});

/** Episodes in memory that can be away. */
const fragile = (): EpisodeStore & {failure: AppError | undefined} => {
    const {episodes} = forgetfulMemory();
    const store = {
        failure: undefined as AppError | undefined,
        write: async (written: Parameters<EpisodeStore['write']>[0]) => {
            if (store.failure) {
                throw store.failure;
            }
            await episodes.write(written);
        },
        since: episodes.since,
    };
    return store;
};

const start = async () => {
    const episodes = fragile();
    const {shifts} = forgetfulMemory();
    const harness = await startHarness({}, undefined, undefined, undefined, undefined, {shift: {episodes, shifts}});
    const {store, clock, logger} = harness;
    const history = () =>
        new History({
            store,
            episodes,
            defaultChannel: 'ops/alerts',
            clock,
            logger,
            inBackground: (work) => void work(),
        });
    return {harness, episodes, history};
};

it('what a store that is away did not take is written when it is back', async () => {
    const {harness, episodes} = await start();
    await harness.notify();
    episodes.failure = new AppError('busy', 'away');
    await harness.notify(RECOVERY);
    await harness.app.idle();
    expect((await episodes.since(0)).episodes).toEqual([]);
    const userId = [...harness.chat.users.keys()][0] ?? '';
    expect((await harness.app.report({userId}, '')).text).toContain('1 closed');
    episodes.failure = undefined;
    await harness.app.idle();
    expect((await episodes.since(0)).episodes).toMatchObject([{host: 'web01', service: 'Ping', end: 'recovered'}]);
});

it('a day that is full is not tried again', async () => {
    const {harness, episodes} = await start();
    await harness.notify();
    episodes.failure = new AppError('internal', 'The history of 2026-11-24 is full');
    await harness.notify(RECOVERY);
    await harness.app.idle();
    episodes.failure = undefined;
    await harness.app.idle();
    expect((await episodes.since(0)).episodes).toEqual([]);
    expect(harness.logger.lines.map(({message}) => message)).toContain('The history of problems could not be written');
});

it('what a crash kept from being written is found in the records at the next start, once', async () => {
    const {harness, episodes, history} = await start();
    await harness.notify();
    episodes.failure = new AppError('internal', 'killed');
    await harness.notify(RECOVERY);
    await harness.app.idle();
    episodes.failure = undefined;
    await history().heal();
    await history().heal();
    expect((await episodes.since(0)).episodes).toMatchObject([{host: 'web01', end: 'recovered'}]);
});

it('what is being written is there all the same', async () => {
    const {harness, episodes} = await start();
    await harness.notify();
    const {write} = episodes;
    let end = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
        episodes.write = async (written) => {
            resolve();
            await new Promise<void>((done) => {
                end = done;
            });
            await write(written);
        };
    });
    await harness.notify(RECOVERY);
    const idle = harness.app.idle();
    await begun;
    const ofHost = (host: string) => harness.app.pastProblems(0, (episode) => episode.host === host);
    expect((await ofHost('web01')).episodes).toMatchObject([{end: 'recovered'}]);
    expect((await ofHost('web02')).episodes).toEqual([]);
    end();
    await idle;
    expect((await ofHost('web01')).episodes).toHaveLength(1);
});

import {describe, expect, it} from 'vitest';
import {poll} from '../../../server-proxy/src/app/actions/read_back';
import {ReplayGuard} from '../../../server-proxy/src/app/actions/replay_guard';
import {Findings} from '../../../server-proxy/src/app/health/findings';
import {PostUpdates} from '../../../server-proxy/src/app/posts/post_updates';
import {openFileStore} from '../../../server-proxy/src/store/file/store';
import {FakeClock, RecordingLogger} from '../../support/app/fakes';
import {SETTINGS} from '../../support/app/harness';
import {newDataFolder} from '../../support/storage/data_folder';

const HOUR_MS = 3_600_000;

describe.each([
    ['forth', HOUR_MS],
    ['back', -HOUR_MS],
])('a wall clock that is put %s by an hour', (_how, jump) => {
    it('changes nothing about how long an action is read back', async () => {
        const clock = new FakeClock();
        const logger = new RecordingLogger();
        const started = clock.monotonic();
        let tries = 0;
        await poll({clock, logger, settings: SETTINGS}, 15_000, async () => {
            tries += 1;
            if (tries === 2) {
                clock.shift(jump);
            }
            return undefined;
        });
        expect(clock.monotonic() - started).toBe(15_000);
        expect(tries).toBeGreaterThan(5);
    });

    it('neither holds updates of a post up nor lets them through early', async () => {
        const clock = new FakeClock();
        const updates = new PostUpdates(clock);
        await updates.run('a', async () => undefined);
        clock.shift(jump);
        expect(updates.isDue('a')).toBe(false);
        const before = clock.monotonic();
        await updates.run('a', async () => undefined);
        expect(clock.monotonic() - before).toBe(1000);
    });

    it('lets no press through a second time, and forgets no finding early', async () => {
        const clock = new FakeClock();
        const guard = new ReplayGuard(clock, HOUR_MS / 2);
        guard.use('press');
        const findings = new Findings(clock, new RecordingLogger());
        findings.note('topic', () => 'known', {});
        clock.shift(jump);
        expect(guard.isUsed('press')).toBe(true);
        expect(findings.of('note')).toEqual(['known']);
        await clock.sleep(HOUR_MS + 1);
        expect([guard.isUsed('press'), findings.of('note')]).toEqual([false, []]);
    });

    it('does not keep the service from its next turn', async () => {
        const clock = new FakeClock();
        const store = await openFileStore(await newDataFolder(), () => Math.floor(clock.now() / 1000));
        await store.unlessBusy('turn', async () => undefined, 60);
        clock.shift(jump);
        await clock.sleep(61_000);
        expect(await store.unlessBusy('turn', async () => 'taken')).toBe('taken');
        await store.close();
    });
});

import {expect, it} from 'vitest';
import {ReplayGuard} from '../../../../server-proxy/src/app/actions/replay_guard';
import {FakeClock} from '../../../support/app/fakes';
import {NOW} from '../../../support/records';

const LIFETIME_MS = 60_000;

it('what was used cannot be used again until its time is over', async () => {
    const clock = new FakeClock(NOW * 1000);
    const guard = new ReplayGuard(clock, LIFETIME_MS);
    guard.use('click');
    expect(guard.isUsed('click')).toBe(true);
    expect(guard.isUsed('other')).toBe(false);
    await clock.sleep(LIFETIME_MS - 1);
    expect(() => guard.use('click')).toThrow(expect.objectContaining({code: 'replayed'}));
    await clock.sleep(2);
    expect(guard.isUsed('click')).toBe(false);
    guard.use('click');
    expect(() => guard.use('click')).toThrow(expect.objectContaining({code: 'replayed'}));
});

it('a second claim fails, and does not make the first one last longer', async () => {
    const clock = new FakeClock(NOW * 1000);
    const guard = new ReplayGuard(clock, LIFETIME_MS);
    expect(guard.claim('nonce')).toBe(true);
    await clock.sleep(LIFETIME_MS - 1);
    expect(guard.claim('nonce')).toBe(false);
    await clock.sleep(2);
    expect(guard.claim('nonce')).toBe(true);
});

it('forgets what was used first when it holds twenty thousand, however often that is asked for', () => {
    const guard = new ReplayGuard(new FakeClock(NOW * 1000), LIFETIME_MS);
    for (let at = 0; at < 20_000; at += 1) {
        guard.use(String(at));
    }
    expect(guard.isUsed('0')).toBe(true);
    guard.use('one more');
    expect(guard.isUsed('0')).toBe(false);
    expect(guard.isUsed('1')).toBe(true);
});

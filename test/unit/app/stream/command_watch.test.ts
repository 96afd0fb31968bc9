import {describe, expect, it} from 'vitest';
import {Background} from '../../../../server-proxy/src/app/background';
import {CommandWatch} from '../../../../server-proxy/src/app/stream/command_watch';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeClock, RecordingLogger} from '../../../support/app/fakes';
import {HOST_UUID, problem, SERVICE_UUID} from '../../../support/app/problem';
import {sharedStore} from '../../../support/app/watch_store';

const OURS = '2645a57e-e248-4fa8-8ca4-2832166f341a';
const MAIL = '0a4ad6e6-7d5b-4a05-8f8a-ec9fc11db77e';

const start = (ours: () => Promise<readonly string[]> = async () => [OURS]) => {
    const clock = new FakeClock();
    const logger = new RecordingLogger();
    const watchStore = sharedStore();
    let asked = 0;
    let changes = 0;
    const known = {isHolder: true};
    const deps = {
        clock,
        logger,
        watchStore,
        background: new Background(logger),
        ownCommands: () => {
            asked += 1;
            return ours();
        },
        isHolder: () => known.isHolder,
        onChange: async () => {
            changes += 1;
        },
    };
    const watch = new CommandWatch(deps);
    const alert = (more: object = {}) =>
        parseNotification({...problem(), time: String(Math.floor(clock.now() / 1000)), ...more});
    const ran = (command = OURS, more: object = {}) =>
        watch.ran({kind: 'contact notified', alert: alert(more), command});
    const lostAfter = async (seconds: number) => {
        await clock.sleep(seconds * 1000);
        await watch.judge();
        return watchStore.state.commandLost !== undefined;
    };
    return {clock, watchStore, watch, deps, known, alert, ran, lostAfter, asked: () => asked, changes: () => changes};
};

describe('a command that the core runs', () => {
    it('counts as lost when nothing came of it for 30 s, and no longer when something comes', async () => {
        const {ran, lostAfter, watch, alert, watchStore, changes, clock} = start();
        const at = Math.floor(clock.now() / 1000);
        ran();
        expect(await lostAfter(29)).toBe(false);
        expect(await lostAfter(1)).toBe(true);
        expect(watchStore.state.commandLost).toEqual({since: at, at: at + 30});
        expect(changes()).toBe(1);
        await watch.arrived(alert({hostuuid: HOST_UUID}));
        expect(watchStore.state.commandLost).toBeUndefined();
        expect(changes()).toBe(2);
    });

    it('is answered by its notification, whichever comes first', async () => {
        const {ran, lostAfter, watch, alert, asked} = start();
        ran();
        await watch.arrived(alert());
        expect(await lostAfter(60)).toBe(false);
        await watch.arrived(alert({notificationtype: 'RECOVERY', state: '0'}));
        ran(OURS, {notificationtype: 'RECOVERY', state: '0'});
        expect(await lostAfter(60)).toBe(false);
        expect(asked()).toBe(0);
    });

    it('is not answered by another object’s notification, another type, or an earlier one', async () => {
        for (const more of [
            {serviceuuid: '6b2d1f80-4f5c-4e0f-8a39-9f1f5ac0e3a1'},
            {type: 'Host', serviceuuid: ''},
            {notificationtype: 'CUSTOM'},
        ]) {
            const {ran, lostAfter, watch, alert} = start();
            ran();
            await watch.arrived(alert(more));
            expect(await lostAfter(31)).toBe(true);
        }
        const {ran, lostAfter, watch, alert} = start();
        await watch.arrived(alert());
        expect(await lostAfter(120)).toBe(false);
        ran();
        expect(await lostAfter(31)).toBe(true);
    });

    it('is told by the times of the core, so that neither a late event nor a wrong clock matters', async () => {
        const {ran, lostAfter, watch, clock} = start();
        const time = String(Math.floor(clock.now() / 1000) - 3600);
        await watch.arrived(parseNotification({...problem(), time}));
        await clock.sleep(300_000);
        ran(OURS, {time});
        expect(await lostAfter(31)).toBe(false);
    });

    it('is of no interest when it is not ours, and openITCOCKPIT is not asked about it every time', async () => {
        const {ran, lostAfter, asked} = start();
        for (let minute = 0; minute < 5; minute += 1) {
            ran(MAIL);
            expect(await lostAfter(31)).toBe(false);
        }
        expect(asked()).toBe(1);
    });

    it('is asked about again when openITCOCKPIT does not say which are ours, and is not lost meanwhile', async () => {
        const answers = {left: 3};
        const {ran, lostAfter, asked, watchStore, clock} = start(async () => {
            answers.left -= 1;
            if (answers.left > 0) {
                throw new AppError('openitcockpit_unreachable', 'openITCOCKPIT is away.');
            }
            return [OURS];
        });
        const at = Math.floor(clock.now() / 1000);
        ran();
        expect(await lostAfter(31)).toBe(false);
        expect(await lostAfter(31)).toBe(false);
        expect(await lostAfter(31)).toBe(true);
        expect(watchStore.state.commandLost?.since).toBe(at);
        expect(asked()).toBe(3);
    });

    it('is of no interest once openITCOCKPIT has not said for 10 min which are ours', async () => {
        const {ran, lostAfter, watch} = start(async () => {
            throw new AppError('openitcockpit_right_missing', 'The right Commands › index is missing.');
        });
        ran();
        expect(await lostAfter(595)).toBe(false);
        expect(watch.waiting).toBe(1);
        expect(await lostAfter(31)).toBe(false);
        expect(watch.waiting).toBe(0);
    });

    it('is not lost while what is remembered cannot be written', async () => {
        const {ran, lostAfter, watchStore} = start();
        const {update} = watchStore;
        watchStore.update = () => Promise.reject(new AppError('internal', 'The disk is full.'));
        ran();
        await expect(lostAfter(31)).rejects.toThrow('The disk is full.');
        watchStore.update = update;
        expect(await lostAfter(31)).toBe(true);
    });

    it('is ours beside the commands of other contacts', async () => {
        const {ran, lostAfter} = start();
        ran(MAIL);
        ran(OURS.toUpperCase());
        expect(await lostAfter(31)).toBe(true);
    });

    it('has come if another node took it', async () => {
        const {ran, lostAfter, watch, deps, alert, clock, watchStore} = start();
        const other = new CommandWatch({...deps, isHolder: () => false});
        ran();
        await clock.sleep(1000);
        await other.arrived(alert());
        expect(await lostAfter(31)).toBe(false);
        ran();
        expect(await lostAfter(31)).toBe(true);
        await other.arrived(alert());
        expect(watchStore.state.commandLost).toBeUndefined();
        expect(watch).toBeDefined();
    });

    it('is remembered as lost over a restart, until something comes', async () => {
        const {ran, lostAfter, deps, alert, watchStore} = start();
        ran();
        expect(await lostAfter(31)).toBe(true);
        const restarted = new CommandWatch(deps);
        await restarted.judge();
        expect(watchStore.state.commandLost).toBeDefined();
        await restarted.arrived(alert());
        expect(watchStore.state.commandLost).toBeUndefined();
    });

    it('costs one write for a storm that arrives at another node, and bounded memory', async () => {
        const {deps, watchStore, watch, alert, ran, lostAfter} = start();
        const {update} = watchStore;
        let writes = 0;
        watchStore.update = (change) => {
            writes += 1;
            return update(change);
        };
        const other = new CommandWatch({...deps, isHolder: () => false});
        for (let at = 0; at < 5000; at += 1) {
            const serviceuuid = SERVICE_UUID.slice(0, -4) + String(at).padStart(4, '0');
            await other.arrived(alert({serviceuuid}));
            ran(OURS, {serviceuuid});
        }
        expect(writes).toBe(1);
        expect(watch.waiting).toBeLessThanOrEqual(2000);
        expect(await lostAfter(31)).toBe(false);
    });
});

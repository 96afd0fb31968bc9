import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {DatedHarness} from '../../../support/app/dated_harness';
import {type AppHarness, KEY, startHarness} from '../../../support/app/harness';
import {UUID} from '../../../support/openitcockpit/recorded_objects';

const PING = UUID.web01Ping;
const UNDATED = 'Times of openITCOCKPIT cannot be dated';

/** A CRITICAL was notified, the database shows it, and a while has gone by. */
const critical = async (): Promise<DatedHarness> => {
    const harness = await DatedHarness.open();
    await harness.turn();
    await harness.happens(() => harness.double.world.setState(PING, 2, 'CRITICAL - lost'));
    await harness.turn();
    expect(harness.shown).toMatchObject({look: 'problem', state: 'CRITICAL'});
    expect(harness.warnings()).toEqual([]);
    return harness;
};

/** It recovers, is acknowledged before, and is in downtime: openITCOCKPIT shows it, and nobody is told. */
const ended = (harness: DatedHarness): Promise<void> =>
    harness.happensUntold(() => harness.double.world.setState(PING, 0, 'OK - back'));

const turns = async (harness: DatedHarness, count = 3): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
        await harness.turn();
    }
};

const staysCritical = ({shown, chat}: DatedHarness): void => {
    expect(shown).toMatchObject({look: 'problem', state: 'CRITICAL', output: 'CRITICAL - lost'});
    expect(chat.replies).toEqual([]);
    expect(chat.posts.size).toBe(1);
};

describe('what cannot be dated does not change a post, and is told once', () => {
    it.each([
        ['a date format that is not known', {dateformat: 'D, d M Y H:i:s'}, /^The date format "D, d M Y H:i:s" is not/],
        ['a zone that is not known', {timezone: 'Mars/Olympus_Mons'}, /^The time zone "Mars\/Olympus_Mons" is not/],
    ] as const)('%s', async (_name, profile, reason) => {
        const harness = await critical();
        harness.double.setUser('bot', profile);
        await ended(harness);
        await turns(harness);
        staysCritical(harness);
        expect(harness.warnings()).toEqual([UNDATED]);
        expect(harness.health.report()).toMatchObject({status: 'degraded', reasons: [expect.stringMatching(reason)]});

        harness.double.setUser('bot', {dateformat: 'H:i:s - d.m.Y', timezone: 'Europe/Berlin'});
        await harness.turn();
        expect(harness.shown).toMatchObject({look: 'recovered', output: 'OK - back'});
        expect(harness.health.report()).toMatchObject({status: 'up', reasons: []});
        expect(harness.warnings()).toEqual([UNDATED]);
    });

    it('acknowledgements, downtimes and flapping that cannot be dated are not taken from a post either', async () => {
        const harness = await critical();
        const {world} = harness.double;
        await harness.happens(() => world.acknowledge(PING, {notify: true}));
        await harness.happens(() => world.startDowntime(PING));
        expect(harness.shown).toMatchObject({look: 'acknowledged', in_downtime: true});
        harness.double.setUser('bot', {dateformat: 'D, d M Y H:i:s'});
        await harness.happensUntold(() => {
            world.removeAcknowledgement(PING);
            world.endDowntime(PING, 'cancel');
        });
        await turns(harness);
        expect(harness.shown).toMatchObject({look: 'acknowledged', in_downtime: true});
        expect(harness.warnings()).toEqual([UNDATED]);

        harness.double.setUser('bot', {dateformat: 'H:i:s - d.m.Y'});
        await turns(harness, 2);
        expect(harness.shown.look).toBe('problem');
        expect(harness.shown).not.toHaveProperty('in_downtime');
    });

    it('01.01.1970: never checked, which is no trouble', async () => {
        const harness = await critical();
        harness.double.world.setStatus(PING, {state: 0, output: 'OK - back', lastCheck: 0, lastStateChange: 0});
        await turns(harness);
        staysCritical(harness);
        expect(harness.warnings()).toEqual([]);
        expect(harness.health.report()).toMatchObject({status: 'up'});
    });

    it('an empty time', async () => {
        const harness = await critical();
        await ended(harness);
        harness.double.faults.set({emptyTimes: true});
        await turns(harness);
        staysCritical(harness);
        expect(harness.warnings().length).toBeLessThanOrEqual(1);
        harness.double.faults.clear();
        await harness.turn();
        expect(harness.shown).toMatchObject({look: 'recovered'});
    });

    it('times in the future', async () => {
        const harness = await critical();
        const {world} = harness.double;
        const later = world.now() + 7200;
        world.setStatus(PING, {state: 0, output: 'OK - back', lastCheck: later, lastStateChange: later});
        await turns(harness);
        staysCritical(harness);
        expect(harness.warnings().length).toBeLessThanOrEqual(1);
        world.setStatus(PING, {lastCheck: world.now(), lastStateChange: world.now()});
        await harness.turn();
        expect(harness.shown).toMatchObject({look: 'recovered'});
    });

    it('a clock that jumps back an hour: what it stamps then seems older, but a recovery that is notified counts', async () => {
        const harness = await critical();
        harness.setAhead(-3600);
        await ended(harness);
        await turns(harness);
        staysCritical(harness);
        expect(harness.warnings().length).toBeLessThanOrEqual(1);
        expect(harness.health.report()).toMatchObject({status: 'up'});
        await harness.happensUntold(() => harness.double.world.setState(PING, 2, 'CRITICAL - lost'));
        await harness.happens(() => harness.double.world.setState(PING, 0, 'OK - told'));
        expect(harness.shown).toMatchObject({look: 'recovered', output: 'OK - told'});
    });

    it('a clock that jumped back an hour: a recovery that nobody told is seen when the hour has gone by', async () => {
        const harness = await critical();
        harness.setAhead(-3600);
        await ended(harness);
        // And the longest check besides: until then its state may have begun before the notification.
        await harness.turn(3600 + 700);
        await harness.happensUntold(() => harness.double.world.setState(PING, 0, 'OK - checked again'));
        await turns(harness, 2);
        expect(harness.shown).toMatchObject({look: 'recovered', output: 'OK - checked again'});
        expect(harness.health.report()).toMatchObject({status: 'up'});
    });

    it('language, format and zone of the API user change between two readings: undated for a moment, then right', async () => {
        const harness = await critical();
        await ended(harness);
        harness.double.setUser('bot', {language: 'de_DE', dateformat: 'm-d-Y h:i:s A', timezone: 'America/New_York'});
        await harness.turn(1);
        staysCritical(harness);
        await harness.turn();
        expect(harness.shown).toMatchObject({look: 'recovered'});
        expect(harness.warnings().length).toBeLessThanOrEqual(1);
        expect(harness.health.report()).toMatchObject({status: 'up'});
    });

    it('lists that answer other rows: only what was asked for counts, and one line in the log', async () => {
        const harness = await critical();
        const {world, faults} = harness.double;
        faults.set({ignoreFilters: true});
        await harness.happensUntold(() => {
            world.setState('web01/Disk /', 0, 'OK - another one');
            world.rename('db01', 'web01');
        });
        await turns(harness);
        staysCritical(harness);
        expect(harness.warnings()).toEqual(['openITCOCKPIT listed objects that were not asked for']);
        await ended(harness);
        await harness.turn();
        expect(harness.shown).toMatchObject({look: 'recovered', output: 'OK - back'});
    });

    it('a reading under a new name: the post takes the name, and nothing else', async () => {
        const harness = await critical();
        harness.double.world.rename(PING, 'Ping IPv4');
        await harness.turn();
        expect(harness.shown).toMatchObject({look: 'problem', state: 'CRITICAL', service: {name: 'Ping IPv4'}});
        expect(harness.chat.replies).toEqual([]);
        expect(harness.warnings()).toEqual([]);
    });
});

describe('a reading for an object that was renamed meanwhile', () => {
    const named = (harness: AppHarness, serviceName: string): ObjectStatus => {
        const now = momentAt(Math.floor(harness.clock.now() / 1000));
        return {...harness.monitoring.status, serviceName, checkedAt: now, freshAt: now};
    };

    it('comes after a younger one: the post keeps the newer name', async () => {
        const harness = await startHarness();
        await harness.notify();
        const {monitoring} = harness;
        monitoring.readStatuses = async () => {
            const old = named(harness, 'Ping');
            await harness.clock.sleep(5000);
            // Somebody presses while the list is on its way.
            monitoring.readStatus = async () => named(harness, 'Ping IPv4');
            await harness.choose('recheck', {postId: harness.post.postId});
            await harness.app.idle();
            return new Map([[KEY, old]]);
        };
        await harness.clock.sleep(60_000);
        await harness.app.reconcile();
        await harness.app.idle();
        expect(harness.post.message).toContain('Ping IPv4 on web01');
        expect(harness.actions().map(({id}) => id)).toContain(ACTION.acknowledge);
    });
});

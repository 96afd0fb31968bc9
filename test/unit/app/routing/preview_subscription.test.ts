import {describe, expect, it} from 'vitest';
import type {ListedProblem} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {EVERYTHING} from '../../../../server-proxy/src/domain/subscription/subscription';
import {FakeMonitoring} from '../../../support/app/fakes';
import {startHarness} from '../../../support/app/harness';

const WEB01 = {hostUuid: 'web01'};
const PING = {hostUuid: 'web01', serviceUuid: 'ping'};
const NAMES = {hostName: 'web01', serviceName: 'Ping'};

const monitored = (): FakeMonitoring => {
    const monitoring = new FakeMonitoring();
    monitoring.facts = async (sink) => {
        const named = {hostName: 'web01', tags: '', priority: 3};
        sink.host({...named, target: WEB01, containers: [1], satellite: 'master'});
        sink.service({...named, target: PING, serviceName: 'Ping'});
        sink.group('hostGroups', 'Berlin', ['web01']);
    };
    return monitoring;
};

describe('previewing a subscription', () => {
    it('counts from the facts, the open problems and what was sent in 24 hours', async () => {
        const monitoring = monitored();
        const {app, clock} = await startHarness({}, undefined, undefined, monitoring);
        const at = momentAt(Math.floor(clock.now() / 1000) - 3600);
        monitoring.open = [{...monitoring.status, ...NAMES, target: PING, state: 'CRITICAL'} as ListedProblem];
        monitoring.sent = [
            {target: PING, ...NAMES, state: 'CRITICAL', at},
            {target: WEB01, hostName: 'web01', state: 'DOWN', at},
        ];
        const filter = {...EVERYTHING, hostGroups: ['Berlin']};
        expect(await app.previewSubscription(filter)).toMatchObject({
            hosts: 1,
            services: 1,
            problems: 1,
            posts: 2,
            gaps: [],
        });
        const [{since = 0} = {}] = monitoring.sentAsked;
        expect(clock.now() / 1000 - since).toBeCloseTo(86_400, -1);
        expect(await app.previewSubscription({...filter, hostGroups: ['Hamburg']})).toMatchObject({
            hosts: 0,
            posts: 0,
        });
        app.rest();
    });

    it('names the right that is missing for the posts of 24 hours, and counts the rest', async () => {
        const monitoring = monitored();
        const refusal = new AppError('openitcockpit_right_missing', 'lacks Notifications › index');
        monitoring.sentNotifications = () => Promise.reject(refusal);
        const {app} = await startHarness({}, undefined, undefined, monitoring);
        const preview = await app.previewSubscription(EVERYTHING);
        expect(preview).toMatchObject({hosts: 1, services: 1, posts: undefined});
        expect(preview.gaps.map((said) => said('en'))).toEqual(['lacks Notifications › index']);
        app.rest();
    });

    it('fails with the reason where there are no facts', async () => {
        const monitoring = monitored();
        monitoring.facts = () => Promise.reject(new AppError('openitcockpit_unreachable', 'away'));
        const {app} = await startHarness({}, undefined, undefined, monitoring);
        await expect(app.previewSubscription(EVERYTHING)).rejects.toMatchObject({code: 'openitcockpit_unreachable'});
        app.rest();
    });
});

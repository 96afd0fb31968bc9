import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../../build/paths';
import type {CoreEvent} from '../../../../server-proxy/src/domain/alert/core_event';
import {readFrame, TOPICS} from '../../../../server-proxy/src/openitcockpit/event_stream/core_events';

interface Step {
    readonly name: string;
    readonly frames?: readonly {readonly topic: string; readonly payload: readonly unknown[]}[];
}

const RECORDED: {readonly protocol: readonly Step[]; readonly pipeline: readonly Step[]} = JSON.parse(
    readFileSync(inRepository('test/fixtures/openitcockpit/event_stream.json'), 'utf8'),
);

const eventsOf = (name: string): CoreEvent[] =>
    (RECORDED.pipeline.find((step) => step.name === name)?.frames ?? []).flatMap(
        (frame) => readFrame(JSON.stringify(frame)).events,
    );

const HOST = 'f0dd35eb-97f1-41fe-b08e-5917bb5925da';
const SERVICE = '35d13d59-dfd6-496e-91be-87c5e8ed0ea6';
const frameOf = (topic: string, entry: object) => JSON.stringify({topic: `statusngin_${topic}`, payload: [entry]});
const STATE_CHANGE = {
    timestamp: 1795868920,
    host_name: HOST,
    service_description: '',
    output: 'gone',
    state: 1,
    state_type: 1,
};

describe('events of the core', () => {
    it('are read from every frame that was recorded', () => {
        const frames = RECORDED.pipeline.flatMap(({frames = []}) => frames);
        const contents = frames.map((frame) => readFrame(JSON.stringify(frame)));
        expect(contents.filter(({unreadable}) => unreadable > 0)).toEqual([]);
        expect(frames.length).toBeGreaterThan(60);
        expect(new Set(contents.flatMap(({events}) => events.map(({kind}) => kind)))).toEqual(
            new Set(['notification', 'contact notified', 'state change', 'acknowledgement', 'downtime', 'status']),
        );
    });

    it('tell a problem, with the time of the core', () => {
        const notified = eventsOf('critical 0').find(({kind}) => kind === 'notification');
        expect(notified).toMatchObject({
            contacts: 1,
            alert: {
                target: {host: {uuid: HOST, name: HOST}, service: {uuid: SERVICE}},
                notificationType: 'PROBLEM',
                state: 'CRITICAL',
                output: 'CRIT 0',
                time: 1795868920,
                problemId: '',
            },
        });
        expect(eventsOf('critical 0').find(({kind}) => kind === 'contact notified')).toMatchObject({
            command: '2645a57e-e248-4fa8-8ca4-2832166f341a',
        });
        expect(eventsOf('recovered 0').find(({kind}) => kind === 'notification')).toMatchObject({
            alert: {notificationType: 'RECOVERY', state: 'OK'},
        });
    });

    it('tell who acknowledged, with what, and whether it is sticky', () => {
        expect(eventsOf('acknowledge 0').find(({kind}) => kind === 'acknowledgement')).toMatchObject({
            alert: {
                notificationType: 'ACKNOWLEDGEMENT',
                author: 'Jane Roe (@jane)',
                comment: 'on it 0',
                sticky: true,
                state: 'CRITICAL',
                time: 1795868927,
            },
        });
    });

    it('tell snapshots of one object in their order: the last one counts', () => {
        const status = eventsOf('acknowledge 0').flatMap((event) => (event.kind === 'status' ? [event.status] : []));
        expect(status.at(-1)).toMatchObject({acknowledged: true, state: 'CRITICAL', inDowntime: false});
        expect(status.at(-1)?.freshAt?.earliest).toBeGreaterThanOrEqual(1795868927);
    });

    it('tell the beginning and the end of a downtime, and not that it was planned', () => {
        const changes = [...eventsOf('downtime now'), ...eventsOf('downtime runs out')];
        expect(changes.flatMap((event) => (event.kind === 'downtime' ? [event.change] : []))).toEqual([
            'began',
            'ran out',
        ]);
        expect(
            changes.flatMap((event) => (event.kind === 'notification' ? [event.alert.notificationType] : [])),
        ).toEqual(['DOWNTIMESTART', 'DOWNTIMEEND']);
    });

    it('know hosts by their empty service', () => {
        expect(readFrame(frameOf('statechanges', STATE_CHANGE)).events).toMatchObject([
            {kind: 'state change', isHard: true, alert: {state: 'DOWN', target: {host: {uuid: HOST}}}},
        ]);
        const [{alert} = {alert: undefined}] = readFrame(
            frameOf('statechanges', {...STATE_CHANGE, service_description: null}),
        ).events as readonly {alert?: {target: object}}[];
        expect(alert?.target).not.toHaveProperty('service');
    });

    it('say when the core restarted', () => {
        const restart = frameOf('core_restart', {object_type: 102, timestamp: 0});
        expect(readFrame(restart).events).toEqual([{kind: 'core restarted'}]);
    });

    it('ignore topics and fields that are not known, and objects that were never checked', () => {
        expect(readFrame(frameOf('service_perfdata', {anything: 1}))).toEqual({events: [], unreadable: 0});
        expect(readFrame(frameOf('statechanges', {...STATE_CHANGE, added_in: '6.0'})).events).toHaveLength(1);
        const [frame] = RECORDED.pipeline.flatMap(({frames = []}) =>
            frames.filter(({topic}) => topic === 'statusngin_servicestatus'),
        );
        const unchecked = {...(frame?.payload[0] as object), has_been_checked: 0};
        expect(readFrame(frameOf('servicestatus', unchecked))).toEqual({events: [], unreadable: 0});
    });

    it.each([
        ['no JSON', 'hello'],
        ['a payload that is an object', JSON.stringify({topic: 'statusngin_notifications', payload: {}})],
        ['no topic', JSON.stringify({payload: []})],
        ['null', 'null'],
        ['a state that does not exist', frameOf('statechanges', {...STATE_CHANGE, state: 7})],
        ['a name that is no UUID', frameOf('statechanges', {...STATE_CHANGE, host_name: 'localhost'})],
        ['an entry without its fields', frameOf('notifications', {host_name: HOST})],
        ['a topic named like a method', JSON.stringify({topic: '__proto__', payload: 1})],
    ])('count %s as unreadable', (_what, text) => {
        expect(readFrame(text)).toEqual({events: [], unreadable: 1});
    });

    it('keep what can be read beside what cannot', () => {
        const frame = JSON.stringify({topic: 'statusngin_statechanges', payload: [{}, STATE_CHANGE, 3]});
        const {events, unreadable} = readFrame(frame);
        expect([events.length, unreadable]).toEqual([1, 2]);
    });

    it('come from the topics that are subscribed', () => {
        expect(TOPICS).toContain('statusngin_core_restart');
        expect(TOPICS).not.toContain('statusngin_service_perfdata');
    });
});

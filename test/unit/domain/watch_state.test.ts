import {describe, expect, it} from 'vitest';
import {type Alarm, notAhead, parseWatchState, withAlarm} from '../../../server-proxy/src/domain/watch_state';

const ALARM: Alarm = {since: 1, postId: 'p', channelId: 'c', node: 'n', seenAt: 2};

describe('signs of life', () => {
    it('from far ahead count as just now, so that a clock that was put back hides no silence', () => {
        expect(notAhead(990, 1000)).toBe(990);
        expect(notAhead(1060, 1000)).toBe(1060);
        expect(notAhead(1061, 1000)).toBe(1000);
    });

    it('keep each kind of alarm apart', () => {
        const both = withAlarm(withAlarm({heartbeatAt: 5}, 'heartbeat', ALARM), 'openitcockpit', {...ALARM, since: 3});
        expect(both).toEqual({heartbeatAt: 5, alarms: {heartbeat: ALARM, openitcockpit: {...ALARM, since: 3}}});
        expect(withAlarm(both, 'openitcockpit', undefined)).toEqual({heartbeatAt: 5, alarms: {heartbeat: ALARM}});
        expect(withAlarm(both, 'heartbeat', {...ALARM, seenAt: 9}).alarms?.heartbeat?.seenAt).toBe(9);
    });

    it.each([[undefined], [''], ['null'], ['7'], ['[1]'], ['{"cut']])('stored as %j are none', (text) =>
        expect(parseWatchState(text)).toEqual({}),
    );

    it('are read as they were stored', () => expect(parseWatchState('{"heartbeatAt":5}')).toEqual({heartbeatAt: 5}));
});

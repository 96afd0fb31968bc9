import {describe, expect, it} from 'vitest';
import type {Alert} from '../../../../server-proxy/src/domain/alert/alert';
import {believable} from '../../../../server-proxy/src/domain/alert/believable';
import {NOW, recordOf} from '../../../support/records';

const {time: _time, since: _since, ...undated} = recordOf().alert;
const alertAt = (times: Pick<Alert, 'time' | 'since'>): Alert => ({...undated, ...times});

describe('the times of a notification', () => {
    it.each([
        ['none', {}],
        ['now', {time: NOW, since: NOW}],
        ['a minute ahead, as clocks differ', {time: NOW + 60, since: NOW + 60}],
        ['a day old', {time: NOW - 86_400, since: NOW - 86_400}],
        ['of a problem that began long ago', {time: NOW, since: NOW - 900_000}],
        ['only since when, long ago', {since: NOW - 900_000}],
    ])('are believed: %s', (_name, times) => expect(believable(alertAt(times), NOW)).toEqual({alert: alertAt(times)}));

    it.each([
        ['made in the future', {time: NOW + 61, since: NOW}, 'future'],
        ['since the future', {time: NOW, since: NOW + 61}, 'future'],
        ['made more than a day ago', {time: NOW - 86_401, since: NOW - 86_401}, 'old'],
    ])('are not believed and taken out: %s', (_name, times, doubt) =>
        expect(believable(alertAt(times), NOW)).toEqual({alert: undated, doubt}),
    );
});

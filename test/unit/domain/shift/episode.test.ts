import {describe, expect, it} from 'vitest';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {notified} from '../../../../server-proxy/src/domain/alert/observation';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {newRecord, observe, superseded} from '../../../../server-proxy/src/domain/alert/reducer';
import {type Episode, episodesIn, mergedEpisodes} from '../../../../server-proxy/src/domain/shift/episode';
import {problem} from '../../../support/app/problem';

const NOW = 1_795_490_000;
const HOME = 'ops/alerts';

const opened: AlertRecord = newRecord(parseNotification(problem()), 'nonce', NOW);
const recovered = observe(
    opened,
    notified(parseNotification(problem({notificationtype: 'RECOVERY', state: '0', output: 'OK'})), NOW + 60),
);
const acknowledged: AlertRecord = {
    ...opened,
    look: 'acknowledged',
    ack: {
        author: 'Jane',
        comment: 'x',
        sticky: true,
        notify: false,
        hostAndServices: false,
        userId: 'u',
        username: 'jane',
        at: NOW + 30,
        via: 'mattermost',
    },
};
const closes = (before: AlertRecord | undefined, after: AlertRecord) => episodesIn(before, after, NOW + 60, HOME);

describe('what a change of a record means for the history', () => {
    it('nothing when a problem begins: its record says so as long as it is open', () => {
        expect(closes(undefined, opened)).toEqual([]);
        expect(closes(opened, {...opened, updatedAt: NOW + 1})).toEqual([]);
    });

    it('its first acknowledgement, with who gave it', () => {
        expect(closes(opened, acknowledged)).toMatchObject([
            {host: 'web01', service: 'Ping', state: 'CRITICAL', acked: NOW + 30, by: 'Jane', channels: [HOME]},
        ]);
        expect(closes(acknowledged, {...acknowledged, updatedAt: NOW + 40})).toEqual([]);
    });

    it('its end, with the state that it had and its acknowledgement', () => {
        const ended = {...recovered, ack: acknowledged.ack} as AlertRecord;
        expect(closes(acknowledged, ended)).toMatchObject([
            {state: 'CRITICAL', acked: NOW + 30, closed: ended.recoveredAt, end: 'recovered'},
        ]);
        expect(closes(recovered, recovered)).toEqual([]);
    });

    it('that an end was none', () => {
        expect(closes(recovered, opened)).toMatchObject([{opened: 1_795_489_000}]);
        expect(closes(recovered, opened)[0]).not.toHaveProperty('closed');
    });

    it('an end that nobody knows, when a later problem of the object is heard of', () => {
        const key = `${opened.key}#problem-1`;
        expect(closes(undefined, superseded(opened, key))).toMatchObject([{key: opened.key, end: 'unknown'}]);
    });

    it('nothing for notices', () => {
        expect(closes(undefined, {...recovered, look: 'info'})).toEqual([]);
    });
});

const episode = (more: Partial<Episode>): Episode => ({
    at: NOW,
    key: 'k',
    host: 'web01',
    opened: 100,
    channels: [],
    posted: [],
    ...more,
});

describe('what was written about the same problem several times', () => {
    it('is one episode: the last word counts, but for the first acknowledgement and the state', () => {
        const merged = mergedEpisodes([
            episode({at: 3, closed: 200, end: 'recovered'}),
            episode({at: 1, acked: 120, by: 'Jane', state: 'CRITICAL'}),
            episode({at: 2, acked: 150, by: 'Bob'}),
        ]);
        expect(merged).toMatchObject([{closed: 200, acked: 120, by: 'Jane', state: 'CRITICAL'}]);
    });

    it('is several where the object had several, in whatever order they were written', () => {
        const written = [
            episode({at: 5, opened: 300, closed: 400, end: 'recovered'}),
            episode({at: 4, opened: 100, closed: 200, end: 'recovered'}),
            episode({at: 6, opened: 500}),
            episode({at: 7, key: 'other', opened: 50}),
        ];
        expect(mergedEpisodes(written).map(({opened: begin}) => begin)).toEqual([50, 100, 300, 500]);
        expect(mergedEpisodes([...written, ...written])).toHaveLength(4);
    });

    it('is open again when its end turned out to be none, and has another beginning when that is known later', () => {
        expect(mergedEpisodes([episode({at: 1, closed: 200}), episode({at: 2})])[0]).not.toHaveProperty('closed');
        expect(mergedEpisodes([episode({at: 1}), episode({at: 2, opened: 80, closed: 200})])).toMatchObject([
            {opened: 80, closed: 200},
        ]);
    });
});

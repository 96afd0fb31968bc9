import type {PanelAnswer, PanelRow} from '#contract';
import {CHANNEL_ID, POST_ID} from './fixtures';

export const panelRow = (number: number, changes: Partial<PanelRow> = {}): PanelRow => ({
    key: `host${number}/service${number}`,
    host_uuid: `host${number}`,
    host: `web${number}`,
    service: `Ping ${number}`,
    url: `https://oitc.example.org/a/services/browser/service${number}`,
    state: 'CRITICAL',
    look: 'problem',
    since: 1_700_000_000 + number,
    output: `lost ${number}`,
    posts: [],
    ...changes,
});

export const withPost = (row: PanelRow): PanelRow => ({...row, posts: [{post_id: POST_ID, channel_id: CHANNEL_ID}]});

export const acknowledgedRow = (number: number, changes: Partial<PanelRow> = {}): PanelRow =>
    panelRow(number, {
        look: 'acknowledged',
        acknowledgement: {author: 'Jane Roe', comment: 'new disk', at: 1_700_000_500 - number, sticky: true},
        ...changes,
    });

export const panelAnswer = (rows: readonly PanelRow[], changes: Partial<PanelAnswer> = {}): PanelAnswer => ({
    revision: `${rows.length}.mark`,
    whole: true,
    rows: [...rows],
    gone: [],
    left_out: 0,
    counts: {
        unhandled: rows.filter(({look}) => look !== 'acknowledged').length,
        urgent: rows.filter(({look, state}) => look !== 'acknowledged' && state === 'CRITICAL').length,
        acknowledged: rows.filter(({look}) => look === 'acknowledged').length,
        downtimes: 0,
        mine: rows.filter(({mine}) => mine).length,
    },
    ...changes,
});

import {expect, it} from 'vitest';
import {PostLedger} from '../../soak/post_ledger';
import type {DoubleEvent} from '../../support/mattermost/events';

const event = (event: string, id: string, alert?: object, root_id = ''): DoubleEvent => ({
    event,
    data: {post: JSON.stringify({id, root_id, props: alert ? {oitc_alert: alert} : {}})},
    broadcast: {},
});

const shown = (look: string, state: string, output: string) => ({look, state, output, service: {uuid: 'ping'}});

it('keeps what every alert post shows, and every problem it has shown', () => {
    const ledger = new PostLedger();
    ledger.read([
        event('posted', 'a', shown('problem', 'CRITICAL', 'problem #1, result 1')),
        event('posted', 'line', undefined, 'a'),
        event('posted', 'other'),
        event('post_edited', 'a', shown('problem', 'WARNING', 'problem #2, result 2')),
    ]);
    expect(ledger.openPostOf('ping')).toMatchObject({id: 'a', state: 'WARNING', problems: new Set([1, 2])});
    expect(ledger.takeReplies()).toEqual(['line']);
    ledger.read([event('post_edited', 'a', shown('recovered', 'OK', 'OK, over is problem #2, result 3'))]);
    expect(ledger.openPostOf('ping')).toBeUndefined();
    ledger.read([event('post_deleted', 'a')]);
    expect(ledger.posts.size).toBe(0);
    expect(ledger.takeReplies()).toEqual([]);
});

import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {HANDLED_COLOUR} from '../../../../server-proxy/src/domain/alert/state';
import {timeFormat} from '../../../../server-proxy/src/domain/post/alert_post';
import {shortFormat} from '../../../../server-proxy/src/domain/post/clock_format';
import type {FoundOptions} from '../../../../server-proxy/src/domain/post/found_post';
import {rowOf} from '../../../../server-proxy/src/domain/post/problem_row';
import {foundObject} from '../../../support/app/found_objects';
import {ACKNOWLEDGED, NOW, POST_ID, recordOf} from '../../../support/records';

const OPTIONS: FoundOptions = {
    openitcockpitUrl: 'https://m.example.org',
    linkStyle: 'v5',
    language: 'en',
    formatTime: timeFormat('en', 'UTC'),
    clock: shortFormat('en', 'UTC', NOW),
    siteUrl: 'https://chat.example.org',
    nowSeconds: NOW,
    actions: {url: '/a', secret: 's', origin: 'bot', quickReasons: ['Known issue'], nowSeconds: NOW},
};
const ping = (more: Parameters<typeof foundObject>[2] = {}) => foundObject('web01', 'Ping', more);
const ids = ({actions = []}: Record<string, unknown>) => (actions as {id: string}[]).map(({id}) => id);
const POST_LINK = `[post](https://chat.example.org/_redirect/pl/${POST_ID})`;

describe('one of many that were found', () => {
    it('is a line: how long, what, where', () => {
        const row = rowOf({object: ping({output: 'rta *nan*'}), record: recordOf()}, 0, OPTIONS);
        expect(row).toMatchObject({
            color: '#d9534f',
            title: 'CRITICAL · Ping on web01',
            title_link: 'https://m.example.org/a/services/browser/Ping',
            text: `for 2h 10m · rta \\*nan\\* · ${POST_LINK}`,
        });
    });

    it.each([{acknowledged: true}, {inDowntime: true}])('is grey while somebody takes care of it: %j', (handled) => {
        expect(rowOf({object: ping(handled)}, 0, OPTIONS).color).toBe(HANDLED_COLOUR);
        expect(rowOf({object: ping({...handled, state: 'OK'})}, 0, OPTIONS).color).toBe('#5cb85c');
    });

    it('leaves out what is not known', () => {
        expect(rowOf({object: ping({stateFor: ''})}, 0, OPTIONS).text).toBe('');
        expect(rowOf({object: ping({output: 'x'}), record: recordOf({}, {posts: []})}, 0, OPTIONS).text).toBe(
            'for 2h 10m · x',
        );
        expect(rowOf({object: ping()}, 0, {...OPTIONS, openitcockpitUrl: ''})).not.toHaveProperty('title_link');
    });

    it('is cut to a line', () => {
        const text = rowOf({object: ping({stateFor: '', output: `a\n${'b'.repeat(500)}`})}, 0, OPTIONS).text as string;
        expect(text).toMatch(/^a b+…$/);
        expect(text).toHaveLength(160);
    });

    it('has the one button that is most pressing, told apart by its row', () => {
        expect(ids(rowOf({object: ping()}, 3, OPTIONS))).toEqual([`${ACTION.acknowledge}3`]);
    });

    it('links to the host where it is one', () => {
        expect(rowOf({object: foundObject('web01')}, 0, OPTIONS)).toMatchObject({
            title: 'UP · web01',
            title_link: 'https://m.example.org/a/hosts/browser/web01',
            color: '#5cb85c',
        });
    });

    it('says who takes care of it, why and until when, without a button', () => {
        const record = recordOf({}, {look: 'acknowledged', ack: {...ACKNOWLEDGED, until: NOW + 3600}});
        const row = rowOf({object: ping({acknowledged: true, output: 'rta'}), record}, 0, OPTIONS);
        expect(row).toEqual({
            color: HANDLED_COLOUR,
            title: 'CRITICAL · Ping on web01',
            title_link: 'https://m.example.org/a/services/browser/Ping',
            text: `✓ Jane Roe (@\u200bjane) · on \\*it\\* · until 04:13 · ${POST_LINK}`,
        });
    });

    it('goes by what is stored where that has no post', () => {
        const record = recordOf({}, {look: 'acknowledged', ack: ACKNOWLEDGED, posts: []});
        const row = rowOf({object: ping()}, 0, OPTIONS, record);
        expect(row.text).toBe('✓ Jane Roe (@\u200bjane) · on \\*it\\*');
    });

    it('is one line when it is over', () => {
        const record = recordOf({state: '0'}, {look: 'recovered', since: NOW - 600, recoveredAt: NOW});
        expect(rowOf({object: ping({state: 'OK'}), record}, 0, OPTIONS)).toEqual({
            color: HANDLED_COLOUR,
            text: `[Ping on web01](https://m.example.org/a/services/browser/Ping) · recovered after 10 min, 03:13 · ${POST_LINK}`,
        });
    });

    it('has no button while somebody is about to acknowledge it, and is still strong', () => {
        const record = recordOf({}, {look: 'acknowledging', ack: ACKNOWLEDGED});
        const row = rowOf({object: ping({output: 'rta'}), record}, 0, OPTIONS);
        expect(row).not.toHaveProperty('actions');
        expect(row).toMatchObject({color: '#d9534f', text: expect.stringContaining('acknowledging for Jane Roe')});
        // Nor where the problem has no post.
        const postless = rowOf({object: ping()}, 0, OPTIONS, {...record, posts: []});
        expect(postless).not.toHaveProperty('actions');
        expect(postless.text).toContain('acknowledging for Jane Roe');
    });
});

import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {timeFormat} from '../../../../server-proxy/src/domain/post/alert_post';
import {shortFormat} from '../../../../server-proxy/src/domain/post/clock_format';
import {detailOf, type Found, type FoundOptions, nameOf} from '../../../../server-proxy/src/domain/post/found_post';
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
const withoutState = () => {
    const {state: _state, ...object} = ping();
    return object;
};
const ids = ({actions = []}: Record<string, unknown>) => (actions as {id: string}[]).map(({id}) => id);
const POST_LINK = `[post](https://chat.example.org/_redirect/pl/${POST_ID})`;

describe('one alone that was found', () => {
    const fields = (found: Found) =>
        Object.fromEntries(
            (detailOf(found, OPTIONS).fields as {title: string; value: string}[]).map(({title, value}) => [
                title,
                value,
            ]),
        );

    it('has all that is known', () => {
        const object = ping({
            output: 'rta nan',
            acknowledged: true,
            acknowledgement: {author: 'J*ne', comment: 'on\nit', sticky: true},
            inDowntime: true,
        });
        const downtimes = [
            {author: 'Jane', comment: 'disk', seconds: 3600},
            {author: 'John', comment: 'net', seconds: 60},
        ];
        expect(fields({object, record: recordOf({laststatechange: String(NOW)}), downtimes})).toEqual({
            Since: '24 Nov 2026, 03:13:20 UTC, for 2h 10m',
            post: POST_LINK,
            'Acknowledged by': 'J\\*ne: on it',
            Downtime: 'Jane: disk (1 h)\nJohn: net (1 min)',
            Output: '```\nrta nan\n```',
        });
    });

    it('has what is short side by side', () => {
        const object = ping({output: 'x', acknowledged: true, inDowntime: true});
        const shown = detailOf({object, record: recordOf()}, OPTIONS).fields as {short: boolean}[];
        expect(shown.map(({short}) => short)).toEqual([true, true, false, false, false]);
    });

    it('leaves out what is not known, and says what is known in part', () => {
        expect(fields({object: ping({stateFor: ''})})).toEqual({});
        expect(fields({object: ping({stateFor: '', acknowledged: true, inDowntime: true})})).toEqual({
            'Acknowledged by': 'yes; openITCOCKPIT does not say by whom',
            Downtime: 'in downtime',
        });
    });

    it('of an acknowledgement that is gone says nothing', () => {
        const acknowledgement = {author: 'Jane', comment: 'c', sticky: true};
        expect(fields({object: ping({stateFor: '', acknowledgement})})).toEqual({});
    });

    it('has the buttons of its post', () => {
        const record = recordOf({}, {look: 'acknowledged', ack: ACKNOWLEDGED});
        expect(ids(detailOf({object: ping({acknowledged: true}), record}, OPTIONS))).toEqual([
            `${ACTION.removeAcknowledgement}0`,
            `${ACTION.more}0x0`,
            `${ACTION.more}1x0`,
            `${ACTION.more}2x0`,
        ]);
    });

    it('has those of the post it would have, except what only a record of ours knows', () => {
        const shown = ids(detailOf({object: ping()}, OPTIONS)) as string[];
        expect(shown.map((id) => id.replace(/\d.*$/, ''))).toEqual([
            ACTION.acknowledge,
            ...(OPTIONS.actions?.quickReasons ?? []).map(() => ACTION.quickReason),
            ACTION.more,
            ACTION.more,
        ]);
        expect(new Set(shown).size).toBe(shown.length);
        const acknowledgement = {author: 'Jane', comment: 'c', sticky: true};
        expect(ids(detailOf({object: ping({acknowledged: true, acknowledgement})}, OPTIONS))).toEqual([
            `${ACTION.more}0x0`,
            `${ACTION.more}1x0`,
        ]);
    });

    it.each([
        ['of something that is fine', {object: ping({state: 'OK'})}, OPTIONS],
        ['of something that is not in monitoring', {object: withoutState()}, OPTIONS],
        ['of something the API key may not edit', {object: ping({mayEdit: false})}, OPTIONS],
        ['without two-way integration', {object: ping()}, {...OPTIONS, actions: undefined}],
    ] as const)('has no buttons: %s', (_name, found, options) =>
        expect(detailOf(found, options)).not.toHaveProperty('actions'),
    );

    it('has no empty list of buttons where an action is under way', () => {
        const record = recordOf({}, {look: 'acknowledging', ack: ACKNOWLEDGED});
        expect(detailOf({object: ping(), record}, OPTIONS)).not.toHaveProperty('actions');
    });

    it('says why there are none when the API key may not edit it', () => {
        expect(detailOf({object: ping({mayEdit: false})}, OPTIONS).text).toMatch(/API key may not edit/);
        expect(detailOf({object: ping()}, OPTIONS)).not.toHaveProperty('text');
    });

    it('has the colour of a notice where its state is not known', () => {
        expect(detailOf({object: withoutState()}, OPTIONS)).toMatchObject({
            title: '? · Ping on web01',
            color: '#1895f5',
        });
    });
});

it('an object is called as people call it', () => {
    expect(nameOf(ping(), OPTIONS)).toBe('Ping on web01');
    expect(nameOf(ping(), {language: 'de'})).toBe('Ping auf web01');
    expect(nameOf(foundObject('web01'), OPTIONS)).toBe('web01');
});

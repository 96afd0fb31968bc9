import {describe, expect, it} from 'vitest';
import {FIELD} from '#contract';
import {verifyDialogState} from '../../../../server-proxy/src/domain/action/action_token';
import {parseCancel, renderCancelDialog} from '../../../../server-proxy/src/domain/action/cancel_dialog';
import {hostRecordOf, NOW, POST_ID, recordOf} from '../../../support/records';

const STATE = {key: 'k', postId: POST_ID, channelId: 'c', userId: 'u', nonce: 'n', dialog: 'cancel_downtime'} as const;
const OURS = {start: NOW - 60, end: NOW + 600, author: 'Jane', comment: 'new *disk*'};
const AHEAD = {...OURS, start: NOW + 60};
const render = (record = recordOf()) =>
    renderCancelDialog(record, STATE, {
        language: 'en',
        secret: 's',
        nowSeconds: NOW,
        formatTime: (seconds) => `t${seconds - NOW}`,
    });

describe('the dialog that cancels downtimes', () => {
    it('is bound to post, person and channel, and keeps within Mattermost’s limits', () => {
        const dialog = render();
        expect(dialog.callback_id).toContain(POST_ID);
        expect(dialog.title.length).toBeLessThanOrEqual(24);
        expect(dialog.notify_on_cancel).toBe(false);
        expect(verifyDialogState(dialog.state, ['s'], NOW)).toMatchObject(STATE);
    });

    it('names what ends: for a host its services’ downtimes as well', () => {
        expect(render().introduction_text).toMatch(
            /^\*\*CRITICAL · Ping on web01\*\*\n\nEnds the downtime that is running now/,
        );
        expect(render(hostRecordOf()).introduction_text).toContain("its services' downtimes");
    });

    it.each([
        ['scheduled elsewhere', {inDowntime: true}, ['Running: scheduled in openITCOCKPIT']],
        ['scheduled here', {inDowntime: true, downtime: OURS}, ['Running: until t600, Jane: new \\*disk\\*']],
        ['planned', {downtime: AHEAD}, ['Planned: from t60 until t600, Jane: new \\*disk\\*']],
        [
            'of both kinds',
            {inDowntime: true, downtime: AHEAD},
            ['Running: scheduled in openITCOCKPIT', 'Planned: from t60 until t600, Jane: new \\*disk\\*'],
        ],
    ])('says of each downtime it knows whether it is running or planned: %s', (_what, more, entries) => {
        const [, list = ''] = render(recordOf({}, more)).introduction_text.split('scheduled it.\n\n');
        expect(list.split('\n')).toEqual(entries.map((entry) => `* ${entry}`));
    });

    it('means the planned ones by default only when none runs', () => {
        const planned = (inDowntime: boolean) => render(recordOf({}, {inDowntime})).elements;
        expect(planned(true)).toMatchObject([{name: FIELD.planned, default: 'false'}]);
        expect(planned(false)).toMatchObject([{name: FIELD.planned, default: 'true'}]);
    });

    it('leaves planned downtimes alone unless somebody says so', () => {
        expect(parseCancel({planned: true})).toBe(true);
        expect(parseCancel({planned: 'false'})).toBe(false);
        expect(parseCancel({})).toBe(false);
        expect(parseCancel(undefined)).toBe(false);
    });
});

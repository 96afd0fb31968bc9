import {describe, expect, it} from 'vitest';
import {ACTION, CHOICE, LOOKS} from '#contract';
import {verifyAction} from '../../../../server-proxy/src/domain/action/action_token';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {type ActionOptions, actionsOf} from '../../../../server-proxy/src/domain/post/post_actions';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {ACKNOWLEDGED, hostRecordOf, NOW, pendingOf, recordOf} from '../../../support/records';

const OPTIONS: ActionOptions = {
    url: 'https://x.example.org/actions',
    secret: 's',
    origin: 'bot',
    quickReasons: ['Known issue'],
    nowSeconds: NOW,
};

interface Action {
    id: string;
    type: string;
    name: string;
    style?: string;
    options?: {text: string; value: string}[];
    integration: {url: string; context: {token: string}};
}

const offered = (record: AlertRecord, options = OPTIONS) =>
    actionsOf(record, options, textsOf('en').alerts) as unknown as Action[];
const ids = (record: AlertRecord, options = OPTIONS) => offered(record, options).map(({id}) => id);
const choices = (record: AlertRecord) =>
    offered(record)
        .find(({id}) => id === ACTION.more)
        ?.options?.map(({value}) => value);

describe('what a post offers', () => {
    it.each([
        ['problem', ['acknowledge', 'quickreason', 'more']],
        ['acknowledged', ['removeacknowledgement', 'more']],
        ['not_confirmed', ['retry', 'acknowledge', 'more']],
    ] as const)('in the look %s', (look, wanted) => {
        expect(ids(recordOf({}, {look, ack: ACKNOWLEDGED}))).toEqual(wanted);
    });

    it('is nothing in all other looks', () => {
        const others = LOOKS.filter((look) => !['problem', 'acknowledged', 'not_confirmed'].includes(look));
        expect(others.map((look) => ids(recordOf({}, {look, ack: ACKNOWLEDGED})))).toEqual(others.map(() => []));
    });

    it('repeats only an acknowledgement that was asked for', () => {
        expect(ids(recordOf({}, {look: 'not_confirmed'}))).toEqual(['acknowledge', 'more']);
    });

    it('has no list of reasons when there are none', () => {
        expect(ids(recordOf(), {...OPTIONS, quickReasons: []})).toEqual(['acknowledge', 'more']);
    });

    it('is signed for its action and sent to the handler', () => {
        for (const {id, integration} of offered(recordOf())) {
            expect(integration.url).toBe(OPTIONS.url);
            expect(verifyAction(integration.context.token, ['s'], NOW)).toMatchObject({action: id, nonce: 'nonce'});
        }
    });

    it('is buttons for what is most pressing and lists for the rest', () => {
        const shapes = [
            recordOf({}, {look: 'acknowledged', ack: ACKNOWLEDGED}),
            recordOf({}, {look: 'not_confirmed', ack: ACKNOWLEDGED}),
            recordOf(),
        ]
            .flatMap((record) => offered(record))
            .map(({id, type, name, style}) => [id, type, name, style]);
        expect(new Map(shapes.map(([id, ...shape]) => [id, shape]))).toEqual(
            new Map([
                ['acknowledge', ['button', 'Acknowledge', 'primary']],
                ['quickreason', ['select', 'Quick reason…', undefined]],
                ['more', ['select', 'More…', undefined]],
                ['removeacknowledgement', ['button', 'Remove acknowledgement', 'default']],
                ['retry', ['button', 'Retry', 'primary']],
            ]),
        );
    });

    it('has one button that stands out', () => {
        const primary = (record: AlertRecord) =>
            offered(record)
                .filter(({style}) => style === 'primary')
                .map(({id}) => id);
        expect(primary(recordOf())).toEqual(['acknowledge']);
        expect(primary(recordOf({}, {look: 'not_confirmed', ack: ACKNOWLEDGED}))).toEqual(['retry']);
        expect(primary(recordOf({}, {look: 'not_confirmed'}))).toEqual(['acknowledge']);
        expect(primary(recordOf({}, {look: 'acknowledged', ack: ACKNOWLEDGED}))).toEqual([]);
    });

    it('has the reasons as they were set', () => {
        const reasons = offered(recordOf()).find(({id}) => id === ACTION.quickReason)?.options;
        expect(reasons).toEqual([{text: 'Known issue', value: 'Known issue'}]);
    });
});

describe('the further actions', () => {
    const downtime = {start: NOW + 60, end: NOW + 600, author: 'a', comment: 'c'};
    const {scheduleDowntime, cancelDowntime, recheck, recheckAll, graph} = CHOICE;

    it.each([
        ['a service', recordOf(), [scheduleDowntime, recheck, graph]],
        ['a host', hostRecordOf(), [scheduleDowntime, recheck, recheckAll]],
        ['a service in downtime', recordOf({}, {inDowntime: true}), [cancelDowntime, recheck, graph]],
        ['a planned downtime', recordOf({}, {downtime}), [scheduleDowntime, cancelDowntime, recheck, graph]],
    ])('of %s', (_name, record, wanted) => expect(choices(record)).toEqual(wanted));

    it('are in words', () => {
        const more = offered(recordOf()).find(({id}) => id === ACTION.more);
        expect(more?.options?.[0]).toEqual({text: 'Schedule downtime…', value: scheduleDowntime});
    });

    it('hold none of a kind that is under way', () => {
        expect(choices(hostRecordOf({pending: [pendingOf()]}))).toEqual([scheduleDowntime]);
        const scheduling = pendingOf({kind: 'schedule_downtime', ...downtime, hostAndServices: false});
        expect(choices(recordOf({}, {pending: [scheduling]}))).toEqual([recheck, graph]);
        const cancelling = pendingOf({kind: 'cancel_downtime', planned: false});
        expect(choices(recordOf({}, {inDowntime: true, pending: [cancelling]}))).toEqual([recheck, graph]);
    });

    it('are no list at all when none is left', () => {
        const cancelling = pendingOf({kind: 'cancel_downtime', planned: false});
        expect(ids(hostRecordOf({inDowntime: true, pending: [cancelling, pendingOf()]}))).toEqual([
            'acknowledge',
            'quickreason',
        ]);
    });
});

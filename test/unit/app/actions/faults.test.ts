import {describe, expect, it} from 'vitest';
import {acknowledge} from '../../../../server-proxy/src/app/actions/acknowledge';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {StrategyContext, statusOf} from '../../../support/app/strategy_context';
import {NOW, pendingOf} from '../../../support/records';
import {acknowledgement, at, BEGAN, recordAfter, said} from '../../../support/words';

const REQUEST = {
    kind: 'acknowledge',
    comment: 'Known issue',
    sticky: true,
    notify: false,
    hostAndServices: false,
} as const;

describe('an acknowledgement with the same quick reason as that of the problem before', () => {
    it('whose record is not written yet is not confirmed by that one', async () => {
        const record = recordAfter(said('PROBLEM', 10));
        const asked = {...pendingOf(REQUEST), request: REQUEST, sentAt: NOW, attempts: 1};
        const under = {...record, ...acknowledge.began?.(record, asked), pending: [asked]};
        const before = {author: 'Jane Roe (@jane)', comment: 'Known issue', sticky: true, at: at(-5000)};
        // The flag is set already, the newest record is that of the problem before.
        const status = statusOf(NOW + 3 - BEGAN, {acknowledged: true, acknowledgement: before});
        const outcome = await acknowledge.readBack(new StrategyContext(status).context, under, asked, false);
        // Either not yet, or confirmed and shown as acknowledged.
        const shown = outcome && acknowledge.conclude(under, asked, outcome, textsOf('en'), NOW + 4).record.look;
        expect(shown ?? 'acknowledged').toBe('acknowledged');
    });
});

describe('two acknowledgements of one second', () => {
    it('end in the same record, whichever comes first', () => {
        const [one, two] = [acknowledgement(20), acknowledgement(20, {ackauthor: 'Ada'})];
        const begin = said('PROBLEM', 10);
        expect(recordAfter(begin, one, two)).toEqual(recordAfter(begin, two, one));
    });
});

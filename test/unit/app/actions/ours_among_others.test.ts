import {describe, expect, it} from 'vitest';
import {ACTION, ALERT_PROP, type AlertProps, CHOICE} from '#contract';
import type {Downtime} from '../../../../server-proxy/src/app/actions/command_port';
import {type AppHarness, problem, startHarness} from '../../../support/app/harness';

const JANE = 'Jane Roe (@jane)';
const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const told = (harness: AppHarness) => harness.chat.told.map(({message}) => message);

const open = async (): Promise<AppHarness> => {
    const harness = await startHarness();
    await harness.notify();
    return harness;
};

describe('an acknowledgement is told apart from others', () => {
    /** Acknowledged by `found`, either before the press or while ours is on its way, which then gets lost. */
    const acknowledged = async (found: {author: string; comment: string}, when: 'before' | 'meanwhile') => {
        const harness = await open();
        const {monitoring} = harness;
        const appear = () => {
            monitoring.status = {...monitoring.status, acknowledged: true, acknowledgement: {...found, sticky: true}};
        };
        monitoring.acknowledge = async (command) => {
            monitoring.commands.push(command);
            appear();
        };
        if (when === 'before') {
            appear();
        }
        await harness.app.pressAction(harness.pressOf(ACTION.quickReason, {selectedOption: 'Known issue'}));
        await harness.app.idle();
        return harness;
    };

    it.each([
        ['another person with the same words', {author: 'John Doe (@john)', comment: 'Known issue'}],
        ['the same person with other words', {author: JANE, comment: 'of the problem before'}],
    ])(
        '%s: the post shows what openITCOCKPIT has, and nobody is told that theirs was confirmed',
        async (_name, found) => {
            for (const when of ['before', 'meanwhile'] as const) {
                const harness = await acknowledged(found, when);
                expect(shown(harness).acknowledgement).toMatchObject({...found, via: 'openitcockpit'});
                expect(told(harness)).toEqual([`Already acknowledged in openITCOCKPIT by ${found.author}.`]);
                expect(harness.monitoring.commands).toHaveLength(when === 'before' ? 0 : 1);
            }
        },
    );

    it('ours is known again, also where openITCOCKPIT put spaces around it', async () => {
        const harness = await acknowledged({author: `${JANE} `, comment: ' Known issue'}, 'meanwhile');
        expect(shown(harness).acknowledgement).toMatchObject({author: JANE, comment: 'Known issue', via: 'mattermost'});
        expect(told(harness)).toEqual([]);
    });

    it('one of which openITCOCKPIT does not say whose it is, is nobody’s', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: true};
        await harness.acknowledge();
        await harness.app.idle();
        expect(shown(harness).acknowledgement).toMatchObject({
            author: '?',
            comment: '',
            sticky: true,
            via: 'openitcockpit',
        });
    });
});

describe('a downtime is told apart from others', () => {
    const other = (more: Partial<Downtime>): Downtime => ({
        id: 90,
        author: JANE,
        comment: 'new disk',
        seconds: 3600,
        running: true,
        ...more,
    });

    /** Asks for an hour; `found` is what openITCOCKPIT lists from then on. */
    const scheduled = async (found: readonly Downtime[], before: readonly Downtime[] = []) => {
        const harness = await open();
        const {monitoring} = harness;
        monitoring.downtimes = before;
        monitoring.scheduleDowntime = async (command) => {
            monitoring.downtimeCommands.push(command);
            monitoring.downtimes = found;
            monitoring.status = {...monitoring.status, inDowntime: found.some(({running}) => running)};
        };
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({length: '1h', comment: 'new disk'});
        await harness.app.idle();
        return harness;
    };
    const notSeen = [expect.stringContaining('did not show it within 15 s')];

    it.each([
        ['an hour of somebody else', other({author: 'John Doe (@john)'})],
        ['half an hour of the same person', other({seconds: 1800})],
        ['two hours of the same person', other({seconds: 7200})],
    ])('%s, made meanwhile, is not taken for ours', async (_name, theirs) => {
        const harness = await scheduled([theirs]);
        expect(told(harness)).toEqual(notSeen);
        expect(shown(harness)).not.toHaveProperty('downtime_until');
    });

    it('an hour of the same person that was there before is not, either', async () => {
        const earlier = other({running: false});
        expect(told(await scheduled([earlier], [earlier]))).toEqual(notSeen);
        expect(told(await scheduled([earlier, other({id: 9, running: false})], [earlier]))).toEqual([]);
    });

    it.each([
        ['of the same length', {author: 'John Doe (@john)'}],
        ['of the same person', {seconds: 1800}],
    ])('ours is found behind a planned one %s', async (_name, theirs) => {
        const harness = await scheduled([other({...theirs, running: false}), other({id: 91, author: ` ${JANE}`})]);
        expect(told(harness)).toEqual([]);
        expect(shown(harness).in_downtime).toBe(true);
        expect(harness.chat.replies.at(-1)?.message).toContain('put it into downtime until');
    });

    it('it counts as running when the object is in it, too, not when the list alone says so', async () => {
        const harness = await open();
        const {monitoring} = harness;
        monitoring.scheduleDowntime = async () => {
            monitoring.downtimes = [other({})];
        };
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({length: '1h', comment: 'new disk'});
        await harness.app.idle();
        expect(told(harness)).toEqual(notSeen);
    });

    it('services are not taken along with a service, whatever a form says', async () => {
        const harness = await open();
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({length: '1h', comment: 'new disk', host_and_services: true});
        await harness.app.idle();
        expect(harness.monitoring.downtimeCommands).toMatchObject([
            {target: {serviceUuid: problem().serviceuuid}, hostAndServices: false},
        ]);
    });
});

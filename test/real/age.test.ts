import {randomUUID} from 'node:crypto';
import {afterAll, beforeEach, describe, expect, it} from 'vitest';
import type {ObjectStatus} from '../../server-proxy/src/app/catch_up/readings_port';
import {alertKey} from '../../server-proxy/src/domain/alert/alert_key';
import type {Moment} from '../../server-proxy/src/domain/alert/moment';
import {openClient} from '../support/openitcockpit/client_harness';
import {needing, RealService} from '../support/real/openitcockpit';
import {waitFor} from '../support/wait_for';

const service = new RealService(process.env);
/** A change takes openITCOCKPIT seconds until its API shows it, and a text without seconds a minute until it changes. */
const LONG = {timeout: 200_000};

describe.skipIf(service.missing.length > 0)(
    needing(service.missing, 'readings of a real openITCOCKPIT are dated'),
    () => {
        const run = randomUUID();
        const seconds = (): number => Math.floor(Date.now() / 1000);
        const users = service.apiKeys.map((key, index) => [index + 1, key] as const);

        beforeEach(() => service.heal());
        afterAll(() => service.heal());

        /** Of a format without seconds the end depends on when the answer came: nothing shown is later than that. */
        const expectSame = (moment: Moment | undefined, seen: Moment | undefined): void =>
            expect(moment?.earliest).toBe(seen?.earliest);

        /** When a later check is seen as one: texts without seconds must show another minute. */
        const endOf = (moment: Moment | undefined): number =>
            moment && moment.earliest < moment.latest ? moment.earliest + 59 : (moment?.latest ?? 0);

        /** A format without seconds leaves a whole minute. */
        const expectWithin = (moment: Moment | undefined, from: number): void => {
            expect(moment?.latest).toBeGreaterThanOrEqual(from);
            expect(moment?.earliest).toBeLessThanOrEqual(seconds());
            expect((moment?.latest ?? 0) - (moment?.earliest ?? 0)).toBeLessThan(60);
        };

        it.each(users)('as user %d sees them', LONG, async (user, apiKey) => {
            const client = openClient(service.settings.url, {...service.settings, apiKey});
            const {target} = service;
            const once = (fits: (status: ObjectStatus) => boolean): Promise<ObjectStatus> =>
                waitFor(async () => {
                    const status = await client.readStatus(target);
                    return fits(status) && status;
                });

            const broken = seconds();
            await service.setState(2, `CRITICAL - no answer ${run}`);
            const seen = await once(({state}) => state === 'CRITICAL');
            expectWithin(seen.stateSince, broken);
            expectWithin(seen.checkedAt, broken);
            const fresh = (await once(({freshAt}) => (freshAt?.latest ?? 0) >= broken)).freshAt;
            expectWithin(fresh, broken);

            const asked = seconds();
            const comment = `looking ${run} ${user}`;
            await client.acknowledge({
                target,
                author: 'Jane Roe',
                comment,
                sticky: true,
                notify: false,
                hostAndServices: false,
            });
            const acknowledged = await once(({acknowledgement}) => acknowledgement?.comment === comment);
            expectWithin(acknowledged.acknowledgement?.at, asked);
            expectSame(acknowledged.stateSince, seen.stateSince);

            // A later check of any object makes the whole database younger.
            await waitFor(() => seconds() > endOf(fresh));
            await service.setState(2, `CRITICAL - still no answer ${run}`);
            const later = await once(({freshAt}) => (freshAt?.earliest ?? 0) > (fresh?.earliest ?? 0));
            expectWithin(later.freshAt, fresh?.latest ?? 0);
            expectSame(later.stateSince, seen.stateSince);

            const status = await client.readStatus(target);
            const listed = (await client.readStatuses([target])).get(alertKey(target));
            const {stateSince, checkedAt} = status;
            expect(listed).toMatchObject({state: 'CRITICAL', acknowledged: true, stateSince, checkedAt});
            expect(client.datingProblem()).toBeUndefined();
            expect(Math.abs(client.clockAhead())).toBeLessThanOrEqual(1);
        });
    },
);

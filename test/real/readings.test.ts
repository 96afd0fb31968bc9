import {randomUUID} from 'node:crypto';
import {afterAll, beforeEach, describe, expect, it} from 'vitest';
import {openClient} from '../support/openitcockpit/client_harness';
import {needing, RealService} from '../support/real/openitcockpit';
import {waitFor} from '../support/wait_for';

const service = new RealService(process.env);
/** A change takes openITCOCKPIT seconds until its API shows it. */
const LONG = {timeout: 120_000};
const AUTHOR = 'Jürgen Öl';

describe.skipIf(service.missing.length > 0)(
    needing(service.missing, 'what a real openITCOCKPIT tells besides the status'),
    () => {
        const run = randomUUID();
        const seconds = (): number => Math.floor(Date.now() / 1000);
        const open = () => openClient(service.settings.url, service.settings);

        beforeEach(() => service.heal());
        afterAll(() => service.heal());

        it('the notifications that were sent, of a service as well', LONG, async () => {
            const client = open();
            const from = seconds();
            await service.setState(2, `CRITICAL - told ${run}`);
            await service.setState(0, `OK - told ${run}`);
            const sent = await waitFor(async () => {
                const all = await client.sentNotifications(['host', 'service'], from);
                const ours = all.filter(({target}) => target.serviceUuid === service.target.serviceUuid);
                return ours.length >= 2 && ours;
            });
            expect(sent.map(({state}) => state).toSorted()).toEqual(['CRITICAL', 'OK']);
            const {hostName, serviceName} = await client.lookup(service.target);
            for (const {target, at, ...names} of sent) {
                expect(names).toMatchObject({hostName, serviceName});
                expect(target).toEqual(service.target);
                expect(at.latest).toBeGreaterThanOrEqual(from);
            }
        });

        it('an acknowledgement through the host, on its service, until it is removed there', LONG, async () => {
            const client = open();
            const {hostUuid} = service.target;
            const {hostName} = await client.lookup({hostUuid});
            const comment = `Größe & <b> "x" ${run}`;
            const ours = async () =>
                (await client.readServices(hostUuid, hostName, 'problems')).find(
                    ({target}) => target.serviceUuid === service.target.serviceUuid,
                );
            await service.setState(2, `CRITICAL - no answer ${run}`);
            await waitFor(ours);
            const flags = {sticky: true, notify: false, hostAndServices: true};
            await client.acknowledge({target: {hostUuid}, author: AUTHOR, comment, ...flags});
            const seen = await waitFor(async () => {
                const found = await ours();
                return found?.acknowledged && found;
            });
            expect(seen.acknowledgement).toMatchObject({author: AUTHOR, comment, sticky: true});
            await client.sendMany({kind: 'remove_acknowledgement', targets: [service.target]});
            await waitFor(async () => (await ours())?.acknowledged === false);
            await client.removeAcknowledgement({hostUuid});
        });

        it('the details of a service', LONG, async () => {
            const {details, ...client} = open();
            const from = seconds();
            const [output, comment] = [`CRITICAL - <b> & "ü" ${run}`, `a < b & "c"\nGröße ½ € 🚒 ${run}`];
            await service.setState(2, output);
            await service.until(({state}) => state === 2);
            const flags = {sticky: true, notify: false, hostAndServices: false};
            await client.acknowledge({target: service.target, author: AUTHOR, comment, ...flags});
            await service.until(({acknowledged}) => acknowledged);
            const object = await details.objectOf(service.target);
            const {rows} = await details.stateChanges(object, from);
            expect(rows[0]).toMatchObject({state: 'CRITICAL', hard: true, output});
            expect(await details.lastAcknowledgement(object, from)).toMatchObject({author: AUTHOR, comment});
            const notified = await waitFor(async () => {
                const all = await details.notified(object, from);
                return all.length > 0 && all;
            });
            expect(notified[0]).toMatchObject({state: 'CRITICAL', contact: expect.stringMatching(/./)});
            // Whoever made the service left at least that in the changelog.
            const changes = await details.configurationChanges(object, 1, seconds());
            expect(changes.at(-1)?.fields).not.toEqual([]);
            for (const {points} of await details.curves(service.target, from - 3600, seconds())) {
                expect(points.every(([at]) => at >= from - 3600)).toBe(true);
            }
        });
    },
);

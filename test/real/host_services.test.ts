import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {alertOf, type Listener, type MattermostSite, type Person, type SitePost} from '../support/loop/mattermost_site';
import type {LoopHandler} from '../support/loop/service';
import {openClient} from '../support/openitcockpit/client_harness';
import {needing, RealService} from '../support/real/openitcockpit';
import {startPair} from '../support/real/openitcockpit_pair';
import {builtBundle} from '../support/real/plugin_door';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const service = new RealService(process.env);
const bundle = builtBundle();
const missing = [
    ...(MATTERMOST_URL === '' ? ['MATTERMOST_URL'] : []),
    ...(MATTERMOST_ADMIN_TOKEN === '' ? ['MATTERMOST_ADMIN_TOKEN'] : []),
    ...service.missing,
    ...(bundle ? [] : ['npm run dist']),
];
/** Each change takes openITCOCKPIT seconds. */
const LONG = {timeout: 200_000};

describe.skipIf(missing.length > 0)(needing(missing, 'a host with its services on the real pair'), () => {
    const url = MATTERMOST_URL.replace(/\/+$/, '');
    const run = randomUUID();
    let site: MattermostSite;
    let plugin: LoopHandler;
    let jane: Person;
    let listener: Listener;

    const heal = async (): Promise<void> => {
        await service.setHostState(0, 'UP - all is well');
        await service.heal();
    };

    beforeAll(async () => {
        await heal();
        const place = {url, adminToken: MATTERMOST_ADMIN_TOKEN};
        ({site, jane, listener, plugin} = await startPair(place, service, bundle ?? ''));
    });

    afterAll(async () => {
        await heal();
        listener?.close();
        await plugin?.remove();
    });

    const inLook = (id: string, look: string): Promise<AlertProps> =>
        waitFor(async () => {
            const alert = alertOf(await site.post(id));
            return alert.look === look && alert;
        });

    it('is acknowledged with them, and the removal reaches all of them', LONG, async () => {
        const client = openClient(service.settings.url, service.settings);
        const {hostUuid} = service.target;
        const {hostName} = await client.lookup({hostUuid});
        const acknowledged = async (): Promise<readonly boolean[]> => {
            const {acknowledged: host} = await client.readStatus({hostUuid});
            const services = await client.readServices(hostUuid, hostName, 'problems');
            return [host, ...services.map(({acknowledged: is}) => is)];
        };
        await service.setState(2, `CRITICAL - no answer ${run}`);
        await service.until(({state}) => state === 2);
        const from = listener.events.length;
        const output = `DOWN - gone ${run}`;
        await service.setHostState(1, output);
        const posted = await listener.next(
            ({event, data}) => event === 'posted' && String(data?.post).includes(output),
            from,
        );
        const {id} = JSON.parse(String(posted.data?.post)) as SitePost;

        const before = listener.events.length;
        await site.press(jane, id, ACTION.acknowledge);
        const comment = `Größe & <b> "x" ${run}`;
        const dialog = await listener.dialog(before);
        await site.submit(jane, dialog, {comment, sticky: true, notify: true, host_and_services: true});
        await inLook(id, 'acknowledged');
        const all = await waitFor(async () => {
            const now = await acknowledged();
            return now.every((is) => is) && now;
        });
        expect(all.length).toBeGreaterThan(1);

        await site.press(jane, id, ACTION.removeAcknowledgement);
        await inLook(id, 'problem');
        expect(await acknowledged()).toEqual(all.map(() => false));

        await service.setHostState(0, 'UP - back');
        await inLook(id, 'recovered');
    });
});

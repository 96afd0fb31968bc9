import {expect, it} from 'vitest';
import {eventually} from '../support/eventually';
import {DETAILS_RIGHTS} from '../support/openitcockpit/access';
import {openClient, openDouble, PING} from '../support/openitcockpit/client_harness';

const TARGETS = [PING];

it('on the three connections to openITCOCKPIT actions outrank catch-up, and that outranks the panel', async () => {
    const double = await openDouble({granted: DETAILS_RIGHTS});
    const client = openClient(double, {timeoutMs: 30_000});
    const object = await client.details.objectOf(PING);
    const since = double.world.now() - 60;
    double.faults.set({hangAll: true});
    const from = double.requests.length;
    const rechecked = {
        target: PING,
        author: 'Jane Roe',
        comment: 'on it',
        sticky: true,
        notify: false,
        hostAndServices: false,
    };
    // Both connections that the panel may take, and the third one.
    const panel = Array.from({length: 4}, () => client.details.lastAcknowledgement(object, since));
    const first = client.lookup(PING);
    await eventually(async () => expect(double.load.inFlight).toBe(3));
    const caughtUp = client.readStatuses(TARGETS, 'catch_up');
    const acted = client.acknowledge(rechecked);
    // Nothing but these three is under way, however long it takes.
    expect(double.requests.slice(from).map(({target}) => target.split('/')[1])).not.toContain('nagios_module');
    double.faults.set({hangAll: false});
    double.release();
    await Promise.all([...panel, first, caughtUp, acted]);
    const order = double.requests
        .slice(from + 3)
        .map(({target}) => target)
        .filter((target) => !/sort=Servicestatus|user_timezone|profile/.test(target))
        .map((target) => target.split('/')[1]);
    expect(order).toEqual(['nagios_module', 'services', 'acknowledgements', 'acknowledgements']);
    expect(double.load.maxInFlight).toBe(3);
});

import {expect, it} from 'vitest';
import {openClient, openDouble, WEB01} from '../support/openitcockpit/client_harness';

it('reads the parents of a host from its page, and asks once', async () => {
    const double = await openDouble();
    const [router, web01] = [double.world.addHost({name: 'router'}), double.world.get(WEB01.hostUuid)];
    if (web01.kind === 'host') {
        web01.parents = [router];
    }
    const client = openClient(double);
    expect(await client.parentsOf(WEB01)).toEqual([router.uuid]);
    const asked = double.requests.length;
    expect(await client.parentsOf(WEB01)).toEqual([router.uuid]);
    expect(double.requests).toHaveLength(asked);
});

it('a host without parents has none', async () => {
    const double = await openDouble();
    expect(await openClient(double).parentsOf(WEB01)).toEqual([]);
});

it('asks again after openITCOCKPIT was away', async () => {
    const double = await openDouble();
    const client = openClient(double);
    double.faults.set({gateway: 502});
    await expect(client.parentsOf(WEB01)).rejects.toMatchObject({code: expect.stringContaining('openitcockpit')});
    double.faults.clear();
    expect(await client.parentsOf(WEB01)).toEqual([]);
});

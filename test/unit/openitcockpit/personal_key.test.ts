import {inspect} from 'node:util';
import {describe, expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {openClient, openDouble, PING, refusalOf} from '../../support/openitcockpit/client_harness';

const COMMAND = {target: PING, author: 'Jane', comment: 'on it', sticky: true, notify: false, hostAndServices: false};

describe('openITCOCKPIT with a person\u2019s own key', () => {
    it('gets their key with each request, and the next request of the client its own again', async () => {
        const double = await openDouble();
        const client = openClient(double);
        const personal = client.as(double.apiKeys.limited);
        await personal.acknowledge(COMMAND);
        await client.recheck(PING, false);
        await personal.recheck(PING, false);
        const commands = double.requests.filter(({target}) => target.startsWith('/nagios_module/'));
        expect(commands.map(({user}) => user)).toEqual(['limited', 'bot', 'limited']);
        expect(await personal.whoAmI()).toMatchObject({userName: 'Lim Ited', email: 'limited@example.org'});
        expect(await client.whoAmI()).toMatchObject({userName: 'Matter Most'});
    });

    it('tells what they may edit, whatever the key of the settings may', async () => {
        const double = await openDouble();
        const client = openClient(double, {apiKey: double.apiKeys.readonly});
        expect(await client.as(double.apiKeys.limited).mayEdit(PING)).toBe(true);
        expect(await client.as(double.apiKeys.readonly).mayEdit(PING)).toBe(false);
    });

    it('does not close the circuit for others when it refuses one key', async () => {
        const double = await openDouble();
        const client = openClient(double, {}, {breaker: {failures: 2, halfOpenAfterMs: 60_000}});
        for (let times = 0; times < 5; times += 1) {
            const refusal = await refusalOf(client.as('deadbeef').acknowledge(COMMAND));
            expect(refusal.code).toBe('openitcockpit_key_rejected');
        }
        expect(client.circuit()).toBe('closed');
    });

    it('never shows the key: not in the log, not in an error or its causes', async () => {
        const key = 'c0ffee'.repeat(20);
        const nobody = openClient('http://127.0.0.1:9');
        const html = openClient(await startCannedServer({body: {}}));
        const errors = [
            await refusalOf(nobody.as(key).whoAmI()),
            await refusalOf(html.as(key).whoAmI()),
            await refusalOf(
                openClient(await openDouble())
                    .as(key)
                    .mayEdit(PING),
            ),
        ];
        const all = inspect([errors, nobody.logger.lines, html.logger.lines], {depth: Infinity, showHidden: true});
        expect(all).not.toContain(key);
    });

    it('gets nothing that cannot be a key', async () => {
        const double = await openDouble();
        const client = openClient(double);
        for (const nonsense of ['', 'a b', 'a\r\nX: y', 'schlüssel']) {
            expect(() => client.as(nonsense)).toThrow();
        }
        expect(double.requests).toEqual([]);
    });
});

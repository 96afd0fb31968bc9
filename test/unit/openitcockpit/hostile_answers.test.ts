import {describe, expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {openClient, refusalOf, WEB01} from '../../support/openitcockpit/client_harness';

describe('answers from the address of openITCOCKPIT that are made to be slow', () => {
    it.each([
        ['a million levels', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
        ['a million levels of objects', `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
        ['a million levels in an object it knows', `{"all_hosts":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
        ['a million values', `{"all_hosts":[${'{},'.repeat(1_000_000)}{}]}`],
    ])('200 with %s: names the page, and reads none of it', async (_what, body) => {
        const url = await startCannedServer({body});
        expect(await refusalOf(openClient(url).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: `The openITCOCKPIT URL answered /hosts/browser/${WEB01.hostUuid}.json with far more data than there can be: check that it leads to openITCOCKPIT.`,
        });
    });

    it.each([401, 403, 404, 400, 500])('%i with a million levels', async (status) => {
        const url = await startCannedServer({status, body: `{"error":${'['.repeat(1e6)}${']'.repeat(1e6)}}`});
        const {code, message} = await refusalOf(openClient(url).readStatus(WEB01));
        expect(code).toBe('openitcockpit_bad_answer');
        expect(message).toContain('far more data');
    });

    it('200 with a list of more rows than there can be: names the list', async () => {
        const rows = Array.from({length: 11_000}, () => 0);
        const url = await startCannedServer({body: {all_users: rows, all_hosts: rows}});
        expect(await refusalOf(openClient(url).findUser('jane@example.org'))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringMatching(/^openITCOCKPIT answered \/users\/index\.json without the field all_users:/),
        });
        expect((await refusalOf(openClient(url).findHosts('web'))).message).toContain('the field all_hosts');
    });
});

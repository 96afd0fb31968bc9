import {describe, expect, it} from 'vitest';
import {
    carriesApiKey,
    moduleAddress,
    readAcknowledgeUrl,
    readObjectLink,
} from '../../../../server-proxy/src/domain/post/builtin_urls';
import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';

const BASE = 'https://m.example.org';
const HOST_PAGE = `${BASE}/a/hosts/browser/${HOST_UUID}`;
const MODULE = `${BASE}/mattermost_module`;

describe('a link to a host or service', () => {
    it.each([
        [BASE, HOST_PAGE],
        [`${BASE}//`, HOST_PAGE],
        [BASE, `${BASE}/#!/hosts/browser/${HOST_UUID}`],
        [`${BASE}/oitc/`, `${BASE}/oitc/a/hosts/browser/${HOST_UUID}`],
    ])('below %s is read: %s', (base, url) =>
        expect(readObjectLink(base, url)).toEqual({kind: 'host', uuid: HOST_UUID}),
    );

    it('says which of both it is', () => {
        expect(readObjectLink(BASE, `${BASE}/a/services/browser/${SERVICE_UUID}`)).toEqual({
            kind: 'service',
            uuid: SERVICE_UUID,
        });
    });

    it.each([
        `${HOST_PAGE}0`,
        `${HOST_PAGE}?x=1`,
        `${BASE}/x/a/hosts/browser/${HOST_UUID}`,
        `${BASE}/x/#!/hosts/browser/${HOST_UUID}`,
        `${BASE}/a/hosts/edit/${HOST_UUID}`,
        `${BASE}x/a/hosts/browser/${HOST_UUID}`,
        'no address',
        '',
    ])('is nothing else: %s', (url) => expect(readObjectLink(BASE, url)).toBeUndefined());

    it('is none of anybody while no openITCOCKPIT is set', () => expect(readObjectLink('', HOST_PAGE)).toBeUndefined());
});

describe('the address of the module’s button', () => {
    it('says what it acknowledges', () => {
        expect(readAcknowledgeUrl(BASE, `${MODULE}/acknowledge/host.json?uuid=h&apikey=K`)).toEqual({hostUuid: 'h'});
        expect(
            readAcknowledgeUrl(BASE, `${MODULE}/acknowledge/service.json?hostuuid=h&serviceuuid=s?&apikey=K`),
        ).toEqual({hostUuid: 'h', serviceUuid: 's?'});
    });

    it.each([
        `${MODULE}/acknowledge/host.json`,
        `${MODULE}/acknowledge/host.json?hostuuid=h`,
        `${MODULE}/acknowledge/service.json?uuid=h&serviceuuid=s`,
        `${MODULE}/acknowledge/service.json?hostuuid=h`,
        `${MODULE}/acknowledge/group.json?hostuuid=h&serviceuuid=s`,
        `${MODULE}/acknowledge/host.json/x?uuid=h`,
        `${BASE}/x/mattermost_module/acknowledge/host.json?uuid=h`,
        `${BASE}/hosts/index?uuid=h&hostuuid=h&serviceuuid=s`,
    ])('is nothing else: %s', (url) => expect(readAcknowledgeUrl(BASE, url)).toBeUndefined());

    it('leads to its openITCOCKPIT, whichever that is', () => {
        expect(moduleAddress(`${MODULE}/acknowledge/host.json?uuid=h&apikey=K`)).toBe(BASE);
        expect(moduleAddress(`${BASE}:8443/oitc/mattermost_module/acknowledge/service.json`)).toBe(`${BASE}:8443/oitc`);
    });

    it.each(['', 'no address', `${MODULE}/acknowledge/host.jsonx`, `${MODULE}/other.json`])(
        'and %j leads to none',
        (url) => expect(moduleAddress(url)).toBeUndefined(),
    );
});

describe('an API key in an address', () => {
    it.each([
        [`${MODULE}/acknowledge/host.json?uuid=h&apikey=K`, true],
        [`${MODULE}/whatever?APIKEY=K`, true],
        [`${MODULE}/acknowledge/host.json?uuid=h`, false],
        [`${BASE}/x/mattermost_module/host.json?apikey=K`, false],
        ['https://other.example.org/mattermost_module/host.json?apikey=K', false],
        ['no address', false],
    ])('%s: %s', (url, carries) => expect(carriesApiKey(BASE, url)).toBe(carries));
});

import {describe, expect, it} from 'vitest';
import {axiosProxy} from '../../../server-proxy/src/net/axios_proxy';

describe('axiosProxy', () => {
    it.each([
        ['http://proxy.example.org:3128', {protocol: 'http:', host: 'proxy.example.org', port: 3128}],
        ['http://proxy.example.org:80', {protocol: 'http:', host: 'proxy.example.org', port: 80}],
        ['http://proxy.example.org', {protocol: 'http:', host: 'proxy.example.org', port: 80}],
        ['https://proxy.example.org', {protocol: 'https:', host: 'proxy.example.org', port: 443}],
        ['http://[::1]:8080', {protocol: 'http:', host: '::1', port: 8080}],
    ])('%s', (address, wanted) => {
        expect(axiosProxy(new URL(address))).toEqual(wanted);
    });

    it('decodes user and password', () => {
        expect(axiosProxy(new URL('http://j%40ne:p%3Aw@proxy.example.org')).auth).toEqual({
            username: 'j@ne',
            password: 'p:w',
        });
    });
});

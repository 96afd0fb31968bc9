import {describe, expect, it} from 'vitest';
import {isDirect} from '../../../server-proxy/src/net/no_proxy';

const direct = (url: string, ...entries: string[]): boolean => isDirect(new URL(url), entries);

describe('no-proxy list', () => {
    it.each([
        ['https://monitoring.example.org', '*'],
        ['https://monitoring.example.org', 'monitoring.example.org'],
        ['https://monitoring.example.org', 'Monitoring.Example.ORG'],
        ['https://monitoring.example.org', 'example.org'],
        ['https://monitoring.example.org', '.example.org'],
        ['https://monitoring.example.org', '*.example.org'],
        ['https://example.org', '.example.org'],
        ['https://monitoring.example.org', 'monitoring.example.org:443'],
        ['https://monitoring.example.org:8443', 'example.org:8443'],
        ['https://10.1.2.3', '10.1.2.3'],
        ['https://10.1.2.3', '10.0.0.0/8'],
        ['https://[2001:db8::1]', '2001:db8::1'],
        ['https://[2001:db8::1]:8443', '[2001:db8::1]:8443'],
        ['https://[2001:db8::1]', '2001:db8::/32'],
    ])('%s goes direct with %s', (url, entry) => {
        expect(direct(url, 'other.test', entry)).toBe(true);
    });

    it.each([
        ['https://monitoring.example.org', ''],
        ['https://monitoring.example.org', 'monitoring.example.org:8443'],
        ['https://notexample.org', 'example.org'],
        ['https://example.org', 'monitoring.example.org'],
        ['https://11.1.2.3', '10.0.0.0/8'],
        ['https://10.1.2.3', '10.0.0.0/99'],
        ['https://10.1.2.3', '10.0.0.0/x'],
        ['https://10.1.2.3', '2001:db8::/32'],
        ['https://host.test', '10.0.0.0/8'],
        ['https://1.10.1.2.3.test', '10.1.2.3'],
    ])('%s goes through the proxy with %s', (url, entry) => {
        expect(direct(url, entry)).toBe(false);
    });
});

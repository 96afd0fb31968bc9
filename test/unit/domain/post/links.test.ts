import {describe, expect, it} from 'vitest';
import {deepLinks, permalink} from '../../../../server-proxy/src/domain/post/links';

const IDS = {hostUuid: 'h', serviceUuid: 's'};
const POST = 'p'.repeat(26);

describe('links to openITCOCKPIT', () => {
    it('lead to the pages of its version, whatever slashes end its address', () => {
        expect(deepLinks('https://m.example.org//', 'v5', IDS)).toEqual({
            host: 'https://m.example.org/a/hosts/browser/h',
            service: 'https://m.example.org/a/services/browser/s',
        });
        expect(deepLinks('https://m.example.org/oitc', 'v4', IDS).host).toBe(
            'https://m.example.org/oitc/#!/hosts/browser/h',
        );
    });

    it('are none without a service, and none at all without an address', () => {
        expect(deepLinks('https://m.example.org', 'v5', {hostUuid: 'h'}).service).toBe('');
        expect(deepLinks('', 'v5', IDS)).toEqual({host: '', service: ''});
    });
});

describe('the link to a post', () => {
    it('works in every team', () => {
        expect(permalink('https://chat.example.org//', POST)).toBe(`https://chat.example.org/_redirect/pl/${POST}`);
    });

    it.each([
        ['', POST],
        ['https://chat.example.org', ''],
        ['https://chat.example.org', `${POST}x`],
        ['https://chat.example.org', `${POST.slice(1)}/`],
    ])('is none for %j and %j', (siteUrl, postId) => expect(permalink(siteUrl, postId)).toBe(''));
});

import {describe, expect, it} from 'vitest';
import {readTitle, withoutVariation} from '../../../../server-proxy/src/domain/post/builtin_title';
import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';

const BASE = 'https://m.example.org';
const page = (kind: string, uuid: string) => `(${BASE}/a/${kind}s/browser/${uuid})`;
const HOST = `[web01]${page('host', HOST_UUID)}`;
const SERVICE = `[Ping]${page('service', SERVICE_UUID)}`;

describe('a title of the module', () => {
    it('is taken apart', () => {
        expect(readTitle(`🚨 PROBLEM: ${SERVICE} on ${HOST} is Critical!`, BASE)).toEqual({
            emoji: '🚨',
            before: 'PROBLEM: ',
            between: ' on ',
            after: ' is Critical!',
            host: {uuid: HOST_UUID, name: 'web01'},
            service: {uuid: SERVICE_UUID, name: 'Ping'},
        });
    });

    it('may be of a host alone, begin with its name, and end with it', () => {
        expect(readTitle(HOST, BASE)).toEqual({
            emoji: '',
            before: '',
            between: '',
            after: '',
            host: {uuid: HOST_UUID, name: 'web01'},
        });
    });

    it('begins with its emoji or has none', () => {
        expect(readTitle(`Down 🚨 ${HOST}`, BASE)).toMatchObject({emoji: '', before: 'Down 🚨 '});
        expect(readTitle(`✳\ufe0f Downtime ${HOST}`, BASE)?.emoji).toBe('✳');
        expect(withoutVariation('✳\ufe0f')).toBe('✳');
    });

    it('may be as long as names can be, not longer', () => {
        const rest = 2000 - HOST.length;
        expect(readTitle(`${HOST}${'x'.repeat(rest)}`, BASE)?.after).toHaveLength(rest);
        expect(readTitle(`${HOST}${'x'.repeat(rest + 1)}`, BASE)).toBeUndefined();
    });

    it.each([
        ['no link', 'web01 is down'],
        ['a link without a name', `web01]${page('host', HOST_UUID)}`],
        ['a link whose name begins behind it', `]${page('host', HOST_UUID)} [`],
        ['two hosts', `${HOST} ${HOST}`],
        ['a service alone', SERVICE],
        ['three objects', `${HOST} ${SERVICE} ${SERVICE}`],
    ])('is not: %s', (_name, line) => expect(readTitle(line, BASE)).toBeUndefined());

    it('may hold an object without a name', () => {
        expect(readTitle(`[]${page('host', HOST_UUID)}`, BASE)?.host.name).toBe('');
    });
});

import {describe, expect, it} from 'vitest';
import {ALERT_PROP} from '#contract';
import {isSealed, SEAL_PROP, sealed} from '../../../../server-proxy/src/domain/post/seal';

const PLACE = {channelId: 'channel', userId: 'owner'};
const ALERT = {version: 1, look: 'problem', host: {uuid: 'u', name: 'web01', url: 'https://monitoring.example.org/'}};
const PROPS = {[ALERT_PROP]: ALERT, attachments: [{text: 't'}]};
const SEALED = sealed(PROPS, PLACE, 'secret');

describe('the seal of a webhook post', () => {
    it('holds after Mattermost has stored the props in an order of its own', () => {
        const {host, ...rest} = ALERT;
        const stored = {...SEALED, [ALERT_PROP]: {host: {url: host.url, name: host.name, uuid: host.uuid}, ...rest}};
        expect(isSealed(stored, PLACE, ['secret'])).toBe(true);
    });

    it.each([
        ['another author', SEALED, {...PLACE, userId: 'eve'}],
        ['another channel', SEALED, {...PLACE, channelId: 'of-eve'}],
        ['another look', {...SEALED, [ALERT_PROP]: {...ALERT, look: 'recovered'}}, PLACE],
        ['another link', {...SEALED, [ALERT_PROP]: {...ALERT, host: {...ALERT.host, url: 'https://e/'}}}, PLACE],
        ['no seal', PROPS, PLACE],
        ['a seal that is no text', {...SEALED, [SEAL_PROP]: [1]}, PLACE],
        ['half a seal', {...SEALED, [SEAL_PROP]: String(SEALED[SEAL_PROP]).slice(0, 20)}, PLACE],
    ])('does not hold for %s', (_, props, place) => {
        expect(isSealed(props, place, ['secret'])).toBe(false);
    });

    it('holds while the secret is being replaced, and never with an empty one', () => {
        expect(isSealed(SEALED, PLACE, ['new', 'secret'])).toBe(true);
        expect(isSealed(SEALED, PLACE, ['new'])).toBe(false);
        expect(isSealed(sealed(PROPS, PLACE, ''), PLACE, [''])).toBe(false);
    });
});

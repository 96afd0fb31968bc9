import {describe, expect, it} from 'vitest';
import {HOST_STATES, SERVICE_STATES} from '#contract';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {holdsApiKey, readBuiltinPost} from '../../../../server-proxy/src/domain/post/builtin_post';
import {postedAttachments} from '../../../../server-proxy/src/plugin_process/post_attachments';
import {
    type BuiltinCase,
    type BuiltinPayload,
    builtinPost,
    everyBuiltinCase,
    RECORDED_BASE,
    recordedPosts,
} from '../../../support/openitcockpit/builtin_posts';
import {UUID} from '../../../support/openitcockpit/recorded_objects';

const read = ({attachments}: BuiltinPayload, url = RECORDED_BASE) =>
    readBuiltinPost(postedAttachments(attachments), url);

const holds = ({attachments}: BuiltinPayload, url = RECORDED_BASE): boolean =>
    holdsApiKey(postedAttachments(attachments), url);

const changed = (payload: BuiltinPayload, from: string | RegExp, to: string): BuiltinPayload =>
    JSON.parse(JSON.stringify(payload).replace(from, to));

const PING = {
    type: 'service',
    hostuuid: UUID.web01,
    hostname: 'web01',
    serviceuuid: UUID.web01Ping,
    servicename: 'Ping',
};
const WEB01 = {type: 'host', hostuuid: UUID.web01, hostname: 'web01'};
const OUTPUT = 'CRIT id (id) q s bamp: : \\ % ! * (x) tabhere\\nlong one\\nlong two';
const critical: BuiltinCase = {kind: 'service', type: 'PROBLEM', state: 2};

describe('a recorded post of the module', () => {
    const shop = {...PING, serviceuuid: UUID.web01Shop, servicename: 'HTTP shop'};
    const disk = {...PING, serviceuuid: UUID.web01Disk, servicename: 'Disk /'};
    const expected: Readonly<Record<string, string>>[] = [
        {...PING, notificationtype: 'PROBLEM', state: 'CRITICAL', output: OUTPUT},
        {...PING, notificationtype: 'ACKNOWLEDGEMENT', state: 'CRITICAL', output: ''},
        {...PING, notificationtype: 'CUSTOM', state: 'CRITICAL', output: OUTPUT},
        {...PING, notificationtype: 'DOWNTIMESTART', output: ''},
        {...PING, notificationtype: 'RECOVERY', state: 'OK', output: 'OK again'},
        {...WEB01, notificationtype: 'PROBLEM', state: 'DOWN', output: 'DOWN x'},
        {...WEB01, notificationtype: 'ACKNOWLEDGEMENT', state: 'DOWN', output: ''},
        {...shop, notificationtype: 'ACKNOWLEDGEMENT', state: 'CRITICAL', output: ''},
        {...PING, notificationtype: 'ACKNOWLEDGEMENT', state: 'CRITICAL', output: ''},
        {...shop, notificationtype: 'DOWNTIMESTART', output: ''},
        {...WEB01, notificationtype: 'DOWNTIMESTART', output: ''},
        {...disk, notificationtype: 'DOWNTIMESTART', output: ''},
        {...WEB01, notificationtype: 'RECOVERY', state: 'UP', output: 'UP'},
    ];

    it.each(recordedPosts.map(({step, payload}, index) => ({step, payload, index})))(
        '$step ($index) is understood, word for word',
        ({payload, index}) => {
            expect(read(payload)).toEqual(expected[index]);
        },
    );

    it('is what the made ones are like', () => {
        const made = expected.map(({notificationtype, type, output = '', ...more}) =>
            builtinPost({
                kind: type as 'host' | 'service',
                type: notificationtype as BuiltinCase['type'],
                state: (type === 'host' ? HOST_STATES : SERVICE_STATES).indexOf(more.state as never),
                output,
                ...(more.servicename === undefined ? {} : {serviceName: more.servicename}),
                ...(more.serviceuuid === undefined ? {} : {serviceUuid: more.serviceuuid}),
            }),
        );
        expect(made).toEqual(recordedPosts.map(({payload}) => payload));
    });
});

describe('a post as the module makes it', () => {
    it.each(everyBuiltinCase())('$kind $type in state $state, $links, emoji $emoji, $language', (wanted) => {
        const {kind, type, state, emoji, language} = wanted;
        const said = read(builtinPost(wanted));
        const states: readonly string[] = kind === 'host' ? HOST_STATES : SERVICE_STATES;
        const tells = ['PROBLEM', 'RECOVERY', 'CUSTOM'].includes(type);
        // an acknowledgement has the colour of notices: only its word tells, which is read in English
        const readsWord = type === 'ACKNOWLEDGEMENT' && (language === 'en' || (kind === 'service' && state === 0));
        expect(said).toEqual({
            ...(kind === 'host' ? WEB01 : PING),
            notificationtype: type,
            output: tells ? 'x' : '',
            ...(tells || readsWord ? {state: states[state]} : {}),
            ...(emoji || type.startsWith('FLAPPING') ? {} : {'no-emoji': '1'}),
        });
        expect(parseNotification({...said, state: said?.state ?? states[state]})).toMatchObject({
            notificationType: type,
            state: states[state],
        });
    });

    it('without a button, because two-way is off there, is understood', () => {
        expect(read(builtinPost({...critical, twoWay: false}))).toMatchObject({state: 'CRITICAL'});
    });

    it.each([
        '[prod] web01',
        'web01](x)',
        'web01 [a](https://evil.example/a/hosts/browser/1)',
        'a/b is Down!',
        '',
        '🚨 PROBLEM: x',
    ])('keeps the name %j', (hostName) => {
        expect(read(builtinPost({...critical, hostName}))).toMatchObject({hostname: hostName, hostuuid: UUID.web01});
        expect(read(builtinPost({...critical, kind: 'host', state: 1, hostName}))?.hostname).toBe(hostName);
    });

    it('keeps every line of the output', () => {
        const output = 'a [x](https://y)\n\nis Down!\nb';
        expect(read(builtinPost({...critical, output}))?.output).toBe(output);
    });

    it('below a path, on a port, with a slash at the end of the setting', () => {
        const base = 'https://Monitoring.Example.ORG:8443/oitc';
        for (const links of ['v4', 'v5'] as const) {
            expect(
                read(builtinPost({...critical, links, base}), 'https://monitoring.example.org:8443/oitc/'),
            ).toMatchObject({...PING, state: 'CRITICAL'});
        }
    });

    it.each([
        ['a notice in other words', '💤 Ausfallzeit beginnt: ', '💤 Downtime started for ', 'DOWNTIMESTART' as const],
        ['an acknowledgement in other words', '💬 Bestätigt: ', '💬 Acknowledgement for ', 'ACKNOWLEDGEMENT' as const],
    ])('%s is known by its emoji', (_, words, original, type) => {
        const payload = builtinPost({kind: 'host', type, state: 1});
        expect(read(changed(payload, original, words))).toMatchObject({...WEB01, notificationtype: type});
    });

    it('a problem in other words is known by type, colour, and emoji or button', () => {
        const other = (wanted: BuiltinCase) => changed(builtinPost(wanted), / is Critical!/, ' ist kritisch.');
        expect(read(other(critical))).toMatchObject({notificationtype: 'PROBLEM', state: 'CRITICAL'});
        expect(read(other({...critical, emoji: false}))).toMatchObject({state: 'CRITICAL'});
        expect(read(other({...critical, twoWay: false}))).toMatchObject({state: 'CRITICAL'});
        expect(read(other({...critical, twoWay: false, emoji: false}))).toBeUndefined();
    });
});

describe('a state', () => {
    const ack = builtinPost({kind: 'host', type: 'ACKNOWLEDGEMENT', state: 1});
    const down = builtinPost({kind: 'host', type: 'DOWNTIMESTART', state: 1});

    it.each([
        ['an acknowledgement without it', changed(ack, ' (Down)', '')],
        ['an acknowledgement with other words', changed(ack, ' (Down)', ' now (Down)')],
        ['an acknowledgement with more words', changed(ack, ' (Down)', ' (Down) now')],
        ['another notice', changed(down, /(browser[^)]+\))/, '$1 (Down)')],
    ])('is not read from %s', (_, post) => {
        expect(read(post)).toMatchObject(WEB01);
        expect(read(post)).not.toHaveProperty('state');
    });

    it('flapping is understood with an emoji as well', () => {
        const flapping = builtinPost({kind: 'host', type: 'FLAPPINGSTART', state: 1});
        expect(read(changed(flapping, '"Flapping', '"🔀 Flapping'))?.notificationtype).toBe('FLAPPINGSTART');
    });
});

describe('not understood', () => {
    const payload = builtinPost(critical);
    const notice = builtinPost({kind: 'host', type: 'DOWNTIMEEND', state: 0});
    const bare = builtinPost({...critical, emoji: false, twoWay: false});

    it.each([
        ['another openITCOCKPIT', payload, 'https://other.example.org'],
        ['another port', payload, `${RECORDED_BASE}:8443`],
        ['another scheme', payload, RECORDED_BASE.replace('https', 'http')],
        ['below another path', payload, `${RECORDED_BASE}/oitc`],
        ['no address', payload, ''],
    ])('is %s', (_, post, url) => {
        expect(read(post, url)).toBeUndefined();
        expect(holds(post, url)).toBe(false);
    });

    it.each([
        ['a host that only begins like ours', changed(payload, /example\.org/g, 'example.org.evil.example')],
        [
            'a name before the host',
            changed(payload, /monitoring\.example\.org/g, 'monitoring.example.org@evil.example'),
        ],
        ['other pages', changed(payload, /\/browser\//g, '/edit/')],
        ['another state than its colour', changed(payload, 'Critical!', 'Warning!')],
        ['another emoji than its colour', changed(payload, '🚨', '✅')],
        ['another colour', changed(payload, /#d9534f/g, '#ff0000')],
        ['another type', changed(payload, 'PROBLEM', 'NOTE')],
        ['a notice with a second line', changed(notice, /"text":"([^"]+)"/, '"text":"$1\\nmore"')],
        ['a notice with the emoji of another', changed(notice, '✳️', '💤')],
        ['a notice in other words without an emoji', changed(notice, '✳️ Downtime end for', 'Downtime ended for')],
        ['a button for something else', changed(payload, `hostuuid=${UUID.web01}`, `hostuuid=${UUID.db01}`)],
        ['a button for another service', changed(payload, /serviceuuid=[^&]+/, `serviceuuid=${UUID.web01Disk}`)],
        ['two buttons', changed(payload, /("actions":\[)(\{.*?\}\})/, '$1$2,$2')],
        [
            'a button at the alert itself',
            changed(payload, '"callback_id":"info"', '"actions":[{"integration":{"url":"https://x"}}]'),
        ],
        ['words before the type', changed(payload, 'PROBLEM: ', 'A PROBLEM: ')],
        ['words behind the type', changed(payload, 'PROBLEM: ', 'PROBLEM: again ')],
        ['other words, nothing else to tell it', changed(bare, ' is Critical!', ' now is Critical!')],
        ['more words, nothing else to tell it', changed(bare, ' is Critical!', ' is Critical! x')],
        ['another word between, nothing else to tell it', changed(bare, ' on [', ' at [')],
        ['a third attachment', {...payload, attachments: [...payload.attachments, {text: 'x'}]}],
        ['three links', changed(payload, 'on [', `on [a](${RECORDED_BASE}/a/hosts/browser/${UUID.db01}) [`)],
        ['two hosts', changed(payload, `/services/browser/${UUID.web01Ping}`, `/hosts/browser/${UUID.db01}`)],
        ['a service alone', changed(builtinPost({...critical, kind: 'host', state: 1}), '/hosts/', '/services/')],
        ['nothing', {text: '', attachments: []}],
        ['an endless line', builtinPost({...critical, hostName: '['.repeat(100_000)})],
    ])('is %s', (_, post) => {
        expect(read(post)).toBeUndefined();
    });

    it('is read in no time, whatever its length', () => {
        const lines = ['](', '[](', `](${RECORDED_BASE}/a/hosts/browser/`, '[x](x)', '🚨 '];
        for (const line of lines) {
            expect(read(builtinPost({...critical, hostName: line.repeat(200_000 / line.length)}))).toBeUndefined();
        }
    });
});

describe('an API key', () => {
    it('is seen in every button of the module, and in no other', () => {
        const keys = recordedPosts.map(({payload}) => holds(payload));
        expect(keys).toEqual(recordedPosts.map(({payload}) => JSON.stringify(payload).includes('apikey=')));
        expect(keys.filter((key) => key)).toHaveLength(3);
    });

    it.each(['&APIKEY=K', '&x=1&apikey=K', '?apikey=K', '#&apikey=K'])('is seen as %s', (query) => {
        const payload = builtinPost(critical);
        const url = /"url":"[^"]+"/;
        const other = changed(payload, url, `"url":"${RECORDED_BASE}/mattermost_module/other.json?a=b${query}"`);
        expect(holds(other)).toBe(true);
        expect(read(other)).toBeUndefined();
    });
});

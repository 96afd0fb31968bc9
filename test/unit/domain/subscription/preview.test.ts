import {describe, expect, it} from 'vitest';
import type {State} from '#contract';
import {type PreviewInput, previewOf} from '../../../../server-proxy/src/domain/subscription/preview';
import {previewSentences} from '../../../../server-proxy/src/domain/subscription/preview_text';
import {
    EVERYTHING,
    type ObjectFacts,
    type SubscriptionFilter,
} from '../../../../server-proxy/src/domain/subscription/subscription';

const host = (hostName: string, more: Partial<ObjectFacts> = {}): ObjectFacts => ({
    hostName,
    hostGroups: ['Web servers'],
    serviceGroups: [],
    containers: ['root', 'Tenant A'],
    tags: ['shop'],
    satellite: 'master',
    priority: 3,
    ...more,
});

const OBJECTS: readonly ObjectFacts[] = [
    host('web01'),
    host('web01', {serviceName: 'Ping', serviceGroups: ['Network']}),
    host('web01', {serviceName: 'Disk /'}),
    host('db01', {hostGroups: ['Databases'], tags: [], containers: ['root', 'Tenant B'], priority: 5}),
    host('db01', {hostGroups: ['Databases'], serviceName: 'Ping', tags: []}),
];

const [WEB01 = host(''), PING = host('')] = OBJECTS;

const sent = (facts: ObjectFacts, state: State, at: number) => ({
    key: `${facts.hostName}/${facts.serviceName ?? ''}`,
    facts,
    state,
    at,
});

const preview = (filter: Partial<SubscriptionFilter>, more: Partial<PreviewInput> = {}) =>
    previewOf({...EVERYTHING, ...filter}, {objects: OBJECTS, names: {}, open: [], sent: [], ...more});

const remarks = (filter: Partial<SubscriptionFilter>, more: Partial<PreviewInput> = {}) =>
    previewSentences(preview(filter, more), 'en').slice(1);

describe('the preview of a subscription', () => {
    it('counts hosts, services, open problems and the posts of 24 hours', () => {
        const shown = preview(
            {hosts: ['web*'], stateFrom: 'critical'},
            {
                open: [
                    {facts: PING, state: 'CRITICAL'},
                    {facts: PING, state: 'WARNING'},
                    {facts: host('db01'), state: 'DOWN'},
                ],
                sent: [
                    sent(PING, 'CRITICAL', 30),
                    sent(PING, 'WARNING', 10),
                    sent(PING, 'CRITICAL', 20),
                    sent(PING, 'OK', 40),
                    sent(PING, 'CRITICAL', 50),
                    sent(WEB01, 'DOWN', 15),
                    sent(host('db01'), 'DOWN', 15),
                ],
            },
        );
        expect(shown).toMatchObject({hosts: 1, services: 2, problems: 1, posts: 3});
        expect(previewSentences(shown, 'en')).toEqual([
            'Today 1 host, 2 services; now 1 problem; the last 24 hours would have brought 3 posts.',
        ]);
        expect(previewSentences(shown, 'de')).toEqual([
            'Heute 1 Host, 2 Services; jetzt 1 Problem; die letzten 24 Stunden hätten 3 Beiträge gebracht.',
        ]);
    });

    it('says that the posts of 24 hours are not known', () => {
        expect(previewSentences(preview({hosts: ['web*']}, {sent: undefined}), 'en')[0]).toBe(
            'Today 1 host, 2 services; now 0 problems; what the last 24 hours would have brought is not known.',
        );
    });

    it('says that a pattern matches nothing, and what looks like it', () => {
        expect(remarks({hosts: ['web02']})).toEqual([
            'This matches no monitored host or service: it would never post anything.',
            'Host "web02" matches nothing: it may have been renamed or deleted. Did you mean "web01" or "db01"?',
        ]);
        expect(remarks({hosts: ['web01', 'mail*']})).toEqual([
            'Host "mail\\*" matches nothing: it may have been renamed or deleted.',
        ]);
        expect(remarks({hosts: ['!old*']})).toContain(
            'Host "!old\\*" matches nothing: it may have been renamed or deleted.',
        );
    });

    it('says that a pattern matches everything', () => {
        expect(remarks({})).toEqual(['This matches every monitored host and service.']);
        expect(remarks({hosts: ['*']})).toEqual([
            'This matches every monitored host and service.',
            'Host "\\*" matches all there are.',
        ]);
        expect(remarks({hosts: ['*'], services: ['Ping']})).toEqual(['Host "\\*" matches all there are.']);
    });

    it.each<[string, Partial<SubscriptionFilter>, string]>([
        ['host group', {hostGroups: ['Web server', 'Databases']}, 'Host group "Web server" matches nothing'],
        ['service group', {serviceGroups: ['Networks', 'Network']}, 'Service group "Networks" matches nothing'],
        ['container', {containers: ['Tenant C', 'Tenant B']}, 'Container "Tenant C" matches nothing'],
        ['tag', {tags: ['shops', 'shop']}, 'Tag "shops" matches nothing'],
        ['satellite', {satellites: ['mastr', 'master']}, 'Satellite "mastr" matches nothing'],
    ])('names a %s that was deleted, and near ones', (_what, filter, said) => {
        const [remark, ...others] = remarks(filter).filter((one) => !one.startsWith('This'));
        expect(others).toEqual([]);
        expect(remark).toContain(said);
        expect(remark).toContain('Did you mean "');
    });

    it('tells a group that is empty from one that was deleted', () => {
        expect(remarks({hostGroups: ['Mail', 'Databases']}, {names: {hostGroups: ['Mail', 'Databases']}})).toEqual([
            'Host group "Mail" has no monitored host or service.',
        ]);
    });

    it('says what is not known, instead of that nothing matches by it', () => {
        const unknown = OBJECTS.map((facts) => ({...facts, hostGroups: undefined, serviceGroups: undefined}));
        expect(remarks({hostGroups: ['Databases'], hosts: ['db01']}, {objects: unknown})).toEqual([
            'This matches no monitored host or service: it would never post anything.',
            'Whether it matches by host group is not known for all objects.',
        ]);
    });

    it('of names with quotes, slashes, emoji and 500 characters shows them as text', () => {
        const names = ['"q" \'q\'', 'a/b\\c', '🔥', `**x** @channel ${'y'.repeat(500)}`];
        const objects = names.map((name) => host('web01', {hostGroups: [name]}));
        const shown = preview({hostGroups: names.map((name) => `${name}!`)}, {objects});
        const text = previewSentences(shown, 'en').join('\n');
        expect(text).not.toContain('@channel');
        expect(text).not.toContain('**x**');
        expect(text).toContain('"a/b\\\\c!" matches nothing');
        expect(text.length).toBeLessThan(3000);
        expect(preview({hostGroups: names}, {objects})).toMatchObject({hosts: 4});
    });

    it('of hundreds of patterns that match nothing stays short', () => {
        const hosts = Array.from({length: 300}, (_, at) => `gone${at}`);
        expect(previewSentences(preview({hosts}), 'en').length).toBeLessThan(12);
    });
});

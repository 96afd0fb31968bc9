import {describe, expect, it} from 'vitest';
import type {FoundObject} from '../../../../server-proxy/src/app/commands/search_port';
import {Details} from '../../../../server-proxy/src/app/details/details';
import {tellDetails} from '../../../../server-proxy/src/app/details/tell_details';
import {OPERATOR} from '../../../../server-proxy/src/app/people/visible_to';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {MARKDOWN, PLAIN, type Style} from '../../../../server-proxy/src/domain/explain/explanation_style';
import {FakeDetails} from '../../../support/app/fake_details';
import {CRITICAL, FakeClock} from '../../../support/app/fakes';
import {foundObject} from '../../../support/app/found_objects';

const start = () => {
    const openitcockpit = new FakeDetails();
    openitcockpit.object = {
        kind: 'service',
        id: 7,
        host: {kind: 'host', id: 3},
        parents: [],
        status: {...CRITICAL, stateSince: momentAt(1_795_480_000)},
    };
    const style = {language: 'en', formatTime: (at: number) => `at ${at}`} as const;
    const details = new Details({
        details: openitcockpit,
        store: {get: async () => undefined},
        visible: async (_, objects) => objects,
        clock: new FakeClock(),
        clockAhead: () => 0,
        sightOf: async () => OPERATOR,
        styleOf: async () => style,
        entries: async () => [],
        past: async () => ({episodes: [], isWhole: true}),
    });
    let ping: Partial<FoundObject> = {};
    const all = () => [foundObject('web01'), foundObject('web02'), foundObject('web01', 'Ping', ping)];
    const only = (name: string) => all().filter(({hostName}) => hostName.includes(name));
    const monitoring = {
        findHosts: async (name: string) => ({
            objects: only(name).filter(({serviceName}) => serviceName === undefined),
            complete: true,
        }),
        findServices: async (_: string, host: string) => ({
            objects: only(host).filter(({serviceName}) => serviceName !== undefined),
            complete: true,
        }),
    };
    const tell = (typed: string, {service, as = MARKDOWN}: {service?: string; as?: Style} = {}) =>
        tellDetails(
            {details, monitoring, visible: async (_, objects) => objects},
            {...style, sight: OPERATOR, style: as},
            {typed, ...(service !== undefined && {service})},
        );
    const change = (more: Partial<FoundObject>) => {
        ping = more;
    };
    return {openitcockpit, tell, change};
};

describe('details as text', () => {
    it('are Markdown for a post, and plain for a terminal', async () => {
        const {tell} = start();
        const markdown = await tell('web01 Ping');
        expect(markdown).toMatch(/^### web01 Ping\n\*\*Performance data\*\*.*_\(openITCOCKPIT: graph data\)_\n/);
        const plain = await tell('web01', {service: 'Ping', as: PLAIN});
        expect(plain).toMatch(/^web01 Ping\nPerformance data.* \(openITCOCKPIT: graph data\)\nNow: CRITICAL since at/);
        expect(plain.split('\n')).toHaveLength(markdown.split('\n').length - 2);
    });

    it('an API without graph rights says which right is missing, and shows the rest', async () => {
        const {openitcockpit, tell} = start();
        openitcockpit.failures.curves = new AppError('openitcockpit_right_missing', 'The API key lacks Graphs.');
        const text = await tell('web01 Ping');
        expect(text).toMatch(/\nPerformance data: The API key lacks Graphs\.\n\*\*Now\*\*: CRITICAL/);
    });

    it('are kept until openITCOCKPIT shows a change: of the state, or of its acknowledgement', async () => {
        const {openitcockpit, tell, change} = start();
        const acknowledged = {
            acknowledged: true,
            acknowledgement: {author: 'Jane Roe', comment: 'cable', sticky: true},
        };
        const changes: Partial<FoundObject>[] = [
            {},
            {state: 'WARNING'},
            {stateSince: momentAt(1_795_480_000)},
            {acknowledged: true},
            acknowledged,
            {...acknowledged, acknowledgement: {...acknowledged.acknowledgement, comment: 'new disk'}},
            {...acknowledged, acknowledgement: {...acknowledged.acknowledgement, at: momentAt(1_795_480_060)}},
        ];
        for (const [at, more] of changes.entries()) {
            change(more);
            openitcockpit.said = {at: 1_795_480_000, author: 'Jane Roe', comment: `change ${at}`};
            expect(await tell('web01 Ping')).toContain(`change ${at}`);
            await tell('web01 Ping');
        }
        const count = (name: string) => openitcockpit.asked.filter((one) => one === name).length;
        expect([count('objectOf'), count('curves')]).toEqual([changes.length, changes.length]);
    });

    it('name those that may be meant, or say that there is none', async () => {
        const {tell} = start();
        expect(await tell('web')).toContain('web01, web02');
        expect(await tell('@all*'.repeat(50))).toMatch(/No monitored host or service has "@\u200ball\\\*@/);
        expect(await tell('db', {service: 'Ping', as: PLAIN})).toContain('"db Ping"');
        expect(await tell(' ')).toContain('Of what?');
    });
});

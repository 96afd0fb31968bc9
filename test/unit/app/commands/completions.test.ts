import {describe, expect, it} from 'vitest';
import {SUBCOMMANDS} from '../../../../server-proxy/src/app/commands';
import {completions} from '../../../../server-proxy/src/app/commands/completions';
import type {NameKind} from '../../../../server-proxy/src/app/commands/suggest_names';

const NAMES = {
    hosts: ['web01', 'web010', 'web02'],
    services: ['Ping on web01', 'Ping on web02'],
    people: ['@bob', '@bobby', '@kim'],
} as const;

const names = async (kind: NameKind, typed: string) =>
    NAMES[kind]
        .filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()))
        .map((name) => ({name, state: 'UP'}));

const offered = async (typed: string): Promise<readonly string[]> =>
    (await completions(typed, 'en', names)).map((one) => one.typed);

describe('what is offered while a command is typed', () => {
    it('is every word with its help, in the language of whoever types', async () => {
        const english = await completions('', 'en', names);
        expect(english.map(({typed}) => typed)).toEqual(SUBCOMMANDS.map(({word}) => word));
        expect(english.every(({help}) => help.length > 5)).toBe(true);
        const german = await completions('', 'de', names);
        expect(german.map(({help}) => help)).not.toEqual(english.map(({help}) => help));
        expect(english.find(({typed}) => typed === 'host')?.hint).not.toBe('');
    });

    it.each([
        ['s', ['service', 'save', 'subscribe', 'subscriptions', 'status', 'setup', 'support']],
        ['PRO', ['problems']],
        ['host ', ['host ']],
        ['host we', ['host web01', 'host web010', 'host web02']],
        ['Host WEB02x', []],
        ['doctor web', ['doctor web01', 'doctor web010', 'doctor web02']],
        ['service ping on', ['service Ping on web01', 'service Ping on web02']],
        ['problems ', ['problems ']],
        ['handover ', ['handover ', 'handover @bob', 'handover @bobby', 'handover @kim']],
        ['handover @', ['handover @bob', 'handover @bobby', 'handover @kim']],
        ['handover @Bobb', ['handover @bobby']],
        ['handover 8h', []],
        ['problems crit', []],
        ['status ', []],
        ['nothing of the kind', []],
    ])('%j: %j', async (typed, expected) => {
        expect(await offered(typed)).toEqual(expected);
    });

    it.each([
        ...SUBCOMMANDS.map(({word}) => word),
        'PROBLEMS',
        'doctor web01',
        'handover @bob',
        'host WEB01',
        'host web01 ',
        'service Ping on web02',
    ])('is nothing after %j, which one Enter sends', async (typed) => {
        expect(await offered(typed)).toEqual([]);
    });
});

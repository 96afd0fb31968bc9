import {readFileSync} from 'node:fs';
import type {Locator} from 'playwright-core';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {missingCatchUpRights, missingRights, missingSetupRights} from '../../../server-proxy/src/openitcockpit/rights';
import {readDocument} from '../../support/documents';
import {Hand} from '../../support/real/hand';

const {settings_schema: SCHEMA} = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
    readonly settings_schema: {
        readonly sections: readonly {readonly settings: readonly {readonly display_name: string}[]}[];
    };
};

/** What openITCOCKPIT adds when a role is saved. */
const COME_WITH: Readonly<Record<string, readonly string[]>> = {
    'nagiosmodule.cmd.submit': ['nagiosmodule.cmd.submit_bulk_naemon'],
    'notifications.index': ['notifications.services'],
    'exports.index': ['exports.broadcast', 'exports.launchexport'],
};

const key = readDocument('docs/api_key.md').text;
const [, role = ''] = /^1\. .*Tick ([\s\S]*?) Save\./m.exec(key) ?? [];
const [, forSetup = ''] = /^Only if set-up .* tick in addition ([\s\S]*?)\.$/m.exec(key) ?? [];

/** `*Hosts*, *Services*: `index`, `browser`; …` as paths. */
const told = `${role};${forSetup}`.split(';').flatMap((group) => {
    const [, ...controllers] = ['', ...[...group.matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name)];
    const actions = [...group.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    return controllers.flatMap((controller) =>
        actions.map((action) => `${controller.replaceAll(' › ', '.')}.${action}`.toLowerCase()),
    );
});

const permissions = (paths: readonly string[]): object => {
    const tree: Record<string, unknown> = {};
    for (const path of paths.flatMap((one) => [one, ...(COME_WITH[one] ?? [])])) {
        const names = path.split('.');
        const last = names.pop() ?? '';
        let level = tree;
        for (const name of names) {
            level[name] ??= {};
            level = level[name] as Record<string, unknown>;
        }
        level[last] = 1;
    }
    return tree;
};

describe('docs/api_key.md', () => {
    it('tells every right that the handler and set-up ask for', () => {
        expect(told.length).toBeGreaterThan(10);
        expect(missingRights(permissions(told))).toEqual([]);
        expect(missingCatchUpRights(permissions(told))).toEqual([]);
        expect(missingSetupRights(permissions(told))).toEqual({objects: [], export: []});
    });

    it('tells none in vain: each right that the handler asks for is missing without it', () => {
        const needed = told.filter((right) => {
            const without = permissions(told.filter((one) => one !== right));
            return [...missingRights(without), ...missingCatchUpRights(without)].length > 0;
        });
        expect(needed).toEqual(told.filter((right) => !/^(commands|contacts|exports)\./.test(right)));
    });
});

/** As counted on the way through a real web client: see docs/testing.md. */
const READING = 150;
const CHOOSING_A_FILE = 15;
const SYSTEMS = 20;

/** The hands of somebody who follows the page; where they click is of no interest here. */
const walked = async (): Promise<number> => {
    const hand = new Hand();
    const somewhere = {click: async () => undefined, fill: async () => undefined} as unknown as Locator;
    hand.elsewhere(CHOOSING_A_FILE);
    await hand.press(somewhere);
    await hand.press(somewhere);
    await hand.type(somewhere, 'https://monitoring.example.org');
    await hand.paste(somewhere, 'the API key');
    await hand.type(somewhere, 'ops/alerts');
    await hand.type(somewhere, 'wss://monitoring.example.org/eventstream');
    await hand.paste(somewhere, 'the key of the stream');
    await hand.press(somewhere);
    return hand.seconds;
};

describe('docs/quickstart.md', () => {
    const {text} = readDocument('docs/quickstart.md');
    const words = text.split(/\s+/).length;

    it('has at most seven steps, as many as it says, and takes three minutes', async () => {
        const steps = [...text.matchAll(/^\d+\. /gm)].length;
        expect(steps).toBeLessThanOrEqual(7);
        expect(text).toContain(`**${steps} steps, about 3 minutes**`);
        expect((await walked()) + SYSTEMS + (words * 60) / READING).toBeLessThanOrEqual(180);
    });

    it('asks for nothing on the pages or the server of openITCOCKPIT', () => {
        expect(text).not.toMatch(/^\d+\. .*(openITCOCKPIT server|Export|contact|role|curl)/m);
    });

    it('names the fields and the button as the page of the System Console does', () => {
        const {settings} = SCHEMA.sections[0] ?? {settings: []};
        const named = [...text.matchAll(/\*{1,2}([^*]+)\*{1,2}/g)].map(([, name]) => name);
        expect(named).toEqual(expect.arrayContaining(settings.map(({display_name}) => display_name)));
    });
});

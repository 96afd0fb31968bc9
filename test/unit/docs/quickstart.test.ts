import {describe, expect, it} from 'vitest';
import {missingCatchUpRights, missingRights, missingSetupRights} from '../../../server-proxy/src/openitcockpit/rights';
import {readDocument} from '../../support/documents';

/** What openITCOCKPIT adds when a role is saved. */
const COME_WITH: Readonly<Record<string, readonly string[]>> = {
    'nagiosmodule.cmd.submit': ['nagiosmodule.cmd.submit_bulk_naemon'],
    'notifications.index': ['notifications.services'],
    'exports.index': ['exports.broadcast', 'exports.launchexport'],
};

const [, step = ''] = /^1\. ([\s\S]*?)^2\. /m.exec(readDocument('docs/quickstart.md').text) ?? [];

/** `*Hosts*, *Services*: `index`, `browser`; …` as paths. */
const told = step
    .slice(step.indexOf('Tick'))
    .split(';')
    .flatMap((group) => {
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

describe('docs/quickstart.md', () => {
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

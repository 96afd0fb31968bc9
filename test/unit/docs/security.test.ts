import {readdirSync} from 'node:fs';
import {basename} from 'node:path';
import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {inRepository} from '../../../build/paths';
import {startHarness} from '../../support/app/harness';
import {readDocument} from '../../support/documents';

/** Results in the audit, the oldest first. */
const audited = async (harness: Awaited<ReturnType<typeof startHarness>>): Promise<string[]> => {
    await harness.app.idle();
    return (await harness.audit.recent({limit: 100})).map(({result}) => result).reverse();
};

describe('docs/security.md, what the audit records', () => {
    it('every action that is accepted, and how it ended', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.acknowledge();
        expect(await audited(harness)).toEqual(['asked', 'confirmed']);
    });

    it('no press that is refused for its signature, or because the alert is acknowledged already', async () => {
        const harness = await startHarness();
        await harness.notify();
        const pressed = harness.pressOf(ACTION.acknowledge);
        await harness.acknowledge();
        await harness.app.idle();
        await expect(harness.app.pressAction({...pressed, triggerId: 'late'})).rejects.toMatchObject({
            code: 'forbidden',
        });
        await expect(harness.app.pressAction({...pressed, token: 'forged'})).rejects.toMatchObject({
            code: 'bad_signature',
        });
        expect(await audited(harness)).toEqual(['asked', 'confirmed']);
    });
});

describe('docs/attacks.md, the table of tests', () => {
    it('names files that exist', () => {
        const [, table = ''] = readDocument('docs/attacks.md').text.split('\n## Tests\n');
        const named = [...table.matchAll(/`(\w+(?:\.test)?\.tsx?)`/g)].map(([, name = '']) => name);
        const files = readdirSync(inRepository('test'), {recursive: true, encoding: 'utf8'}).map((file) =>
            basename(file),
        );
        expect(named.length).toBeGreaterThan(20);
        expect(named.filter((name) => !files.includes(name))).toEqual([]);
    });
});

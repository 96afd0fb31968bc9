import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {inRepository} from '../../../../build/paths';
import {PUBLIC_KEY_FILE} from '../../../../build/release/publish';

const read = (path: string): string => readFileSync(inRepository(path), 'utf8');
const workflow = read('.github/workflows/release.yml');

describe('the workflow of a release', () => {
    test('runs the tests and then does all of it, with names that exist', () => {
        const {scripts} = JSON.parse(read('package.json')) as {scripts: Record<string, string>};
        for (const [, script = ''] of workflow.matchAll(/npm run ([\w:-]+)/g)) expect(scripts).toHaveProperty(script);
        const steps = [
            'npm ci',
            '.ci/run',
            'npm run release',
            'gpg --batch --verify SHA256SUMS.sig',
            'gh release create',
        ];
        const at = steps.map((step) => workflow.indexOf(step));
        expect(at).not.toContain(-1);
        expect(at).toEqual([...at].sort((one, other) => one - other));
        expect(workflow).toContain(PUBLIC_KEY_FILE);
    });

    test('gives the release every variable it needs, the key as a secret', () => {
        const wanted = new Set(read('build/release/release_input.ts').match(/(?<=env\.)[A-Z_]+/g));
        // Unset: where the forge keeps the files of a release.
        wanted.delete('DIST_DOWNLOAD_URL');
        expect([...wanted].sort()).toEqual(['PROJECT_URL', 'RELEASE_SIGNING_KEY', 'RELEASE_SIGNING_PASSPHRASE']);
        for (const name of wanted) expect(workflow).toMatch(new RegExp(`^ +${name}: \\$\\{\\{ `, 'm'));
        for (const secret of ['RELEASE_SIGNING_KEY', 'RELEASE_SIGNING_PASSPHRASE']) {
            expect(workflow).toContain(`${secret}: \${{ secrets.${secret} }}`);
        }
    });

    test('builds on Debian 12 and only for the tag of the version, and publishes a draft', () => {
        expect(workflow).toMatch(/^ +image: debian:12$/m);
        expect(workflow).toMatch(/^ +tags: \[["']v\*["']\]$/m);
        expect(workflow).toContain('test "$GITHUB_REF_NAME" = "v$(node -p');
        expect(workflow).toContain('--draft');
    });
});

test('SECURITY.md says how to report a vulnerability, and promises a fix within fourteen days', () => {
    const policy = read('SECURITY.md').replace(/\s+/g, ' ');
    expect(policy).toContain('Please do not open a public issue. Report it privately');
    expect(policy).toContain('is fixed in a release **within fourteen days** of the report');
    expect(read('docs/security.md')).toContain('](../SECURITY.md)');
});

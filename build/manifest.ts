import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import {PLUGIN_ID} from '#contract';

const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

const manifestSchema = z.object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.string().regex(SEMVER),
    min_server_version: z.string().regex(SEMVER),
    icon_path: z.string(),
    webapp: z.object({bundle_path: z.string()}),
});

/** plugin.json as far as the build needs it; Mattermost's own fields are listed in its developer documentation. */
export type Manifest = z.infer<typeof manifestSchema>;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Reads plugin.json from a folder; throws when a field the build needs is missing. */
export const readManifest = (root: string): Manifest => manifestSchema.parse(readJson(join(root, 'plugin.json')));

/**
 * Compares plugin.json with what the rest of the repository says.
 * @param root folder that holds plugin.json and package.json
 * @returns one sentence for each contradiction; empty when there is none
 */
export const checkManifest = (root: string): string[] => {
    const result = manifestSchema.safeParse(readJson(join(root, 'plugin.json')));
    if (!result.success) {
        return result.error.issues.map((issue) => `plugin.json: ${issue.path.join('.')}: ${issue.message}.`);
    }
    const manifest = result.data;
    const {version} = z.object({version: z.string()}).parse(readJson(join(root, 'package.json')));
    const problems: string[] = [];
    if (manifest.id !== PLUGIN_ID) {
        problems.push(`plugin.json has id "${manifest.id}", but the contract says "${PLUGIN_ID}": change one of them.`);
    }
    if (manifest.version !== version) {
        problems.push(`plugin.json has version ${manifest.version}, package.json ${version}: make them equal.`);
    }
    if (!existsSync(join(root, manifest.icon_path))) {
        problems.push(`plugin.json names the icon ${manifest.icon_path}, which does not exist.`);
    }
    return problems;
};

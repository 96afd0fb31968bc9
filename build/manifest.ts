import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import * as z from 'zod';
import {PLUGIN_ID} from '#contract';
import {executablePath, PLATFORMS} from './release/platforms';

const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

const settingSchema = z.object({
    key: z.string().min(1),
    type: z.string(),
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    secret: z.literal(true).optional(),
});

const sectionsSchema = z.array(z.object({key: z.string().min(1), settings: z.array(settingSchema)}));

const manifestSchema = z.object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.string().regex(SEMVER),
    min_server_version: z.string().regex(SEMVER),
    icon_path: z.string(),
    server: z.object({executables: z.record(z.string(), z.string())}),
    webapp: z.object({bundle_path: z.string()}),
    settings_schema: z.object({
        sections: sectionsSchema,
        settings: z.array(settingSchema),
    }),
});

/** The parts of plugin.json that the build needs; Mattermost's developer documentation lists all fields. */
export type Manifest = z.infer<typeof manifestSchema>;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Servers before 11.5 mask secrets, and those before 11.8 apply defaults, only for what is in `settings`; the System
 * Console shows only what is in `sections`. So secrets and defaults have to be in both.
 * @returns the required content of `settings`
 */
export const withoutTexts = (sections: unknown): Manifest['settings_schema']['settings'] =>
    sectionsSchema
        .parse(sections)
        .flatMap(({settings}) => settings)
        .filter((setting) => setting.secret || setting.default !== undefined);

const checkSettings = ({sections, settings}: Manifest['settings_schema']): string[] => {
    const shown = sections.flatMap((section) => section.settings);
    const twice = (keys: readonly string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);
    const repeated = [...twice(shown.map(({key}) => key)), ...twice(sections.map(({key}) => key))];
    const wanted = withoutTexts(sections);
    return [
        ...repeated.map((key) => `plugin.json has the key ${key} twice in its sections: rename one.`),
        ...(JSON.stringify(settings) === JSON.stringify(wanted)
            ? []
            : [
                  `plugin.json: settings must repeat key, type, default and secret of the sections' secret and preset settings (npm run docs writes them): ${JSON.stringify(wanted)}.`,
              ]),
    ];
};

/** A clone does not know where it is published, and the vendor of openITCOCKPIT does not support this plugin. */
const checkLinks = (written: unknown): string[] => {
    const named = ['homepage_url', 'support_url', 'release_notes_url'].filter((field) => Object(written)[field]);
    return named.length === 0
        ? []
        : [`plugin.json names ${named.join(', ')}: leave them out, PROJECT_URL gives them when a release is built.`];
};

/** @throws if a field the build needs is missing @param root folder that holds plugin.json */
export const readManifest = (root: string): Manifest => manifestSchema.parse(readJson(join(root, 'plugin.json')));

/**
 * Compares plugin.json with the rest of the repository.
 * @param root folder that holds plugin.json and package.json
 * @returns one sentence per contradiction
 */
export const checkManifest = (root: string): string[] => {
    const written = readJson(join(root, 'plugin.json'));
    const result = manifestSchema.safeParse(written);
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
    const executables = Object.fromEntries(PLATFORMS.map((platform) => [platform.name, executablePath(platform)]));
    if (!isDeepStrictEqual(manifest.server.executables, executables)) {
        problems.push(`plugin.json must name these executables: ${JSON.stringify(executables)}.`);
    }
    return [...problems, ...checkLinks(written), ...checkSettings(manifest.settings_schema)];
};

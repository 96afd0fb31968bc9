import * as checks from '../../server-proxy/src/config/checks';
import {SETTINGS, type Setting} from '../../server-proxy/src/config/schema';
import {SECTIONS, type SettingText, TEXTS} from './texts';

export type Told = Setting & SettingText & {readonly name: string; readonly preset: unknown};
export type Section = keyof typeof SECTIONS;

export const SECTION_KEYS = Object.keys(SECTIONS) as readonly Section[];

const TABLE: Readonly<Record<string, Setting>> = SETTINGS;

/** @returns undefined for a field that is not a setting */
export const told = (name: string): Told | undefined => {
    const setting = TABLE[name];
    const text = TEXTS[name];
    return setting && text && 'example' in text
        ? {...setting, ...text, name, preset: setting.check(checks).parse(undefined)}
        : undefined;
};

/** Settings and fields of a section, in the order in which they are shown. */
export const namesIn = (section: Section): readonly string[] =>
    Object.entries(TEXTS).flatMap(([name, text]) => (text.section === section ? [name] : []));

export const settingsIn = (section: Section): readonly Told[] => namesIn(section).flatMap((name) => told(name) ?? []);

/** The default as written in a file; lists are joined with the setting's own separator. */
export const presetText = ({check, preset}: Told): string => {
    const list = Array.isArray(preset) ? preset : [preset];
    const isReadBack = (text: string) => String(check(checks).safeParse(text).data) === String(preset);
    return [', ', '; '].map((separator) => list.join(separator)).find(isReadBack) ?? String(preset);
};

/** Replaces the names of other settings by what readers know them as. */
export const withNames = (text: string, written: (name: string) => string): string =>
    text.replace(/\{([A-Z_]+)\}/g, (_all, name: string) => written(name));

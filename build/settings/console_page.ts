import {withoutTexts} from '../manifest';
import {SECTIONS, TEXTS} from './texts';
import {namesIn, SECTION_KEYS, type Section, type Told, told, withNames} from './written';

/** `PROXY_URL` → `ProxyUrl`: the key in plugin.json, which the plugin receives in lower case. */
const keyOf = (name: string): string =>
    name.toLowerCase().replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());

const typeOf = ({type, options, preset}: Told): string =>
    type ?? (options ? 'dropdown' : ({boolean: 'bool', number: 'number'}[typeof preset as string] ?? 'text'));

/** The page shows the first option until something is saved, so the default comes first. */
const optionsOf = ({options = {}, preset}: Told) =>
    Object.entries(options)
        .sort(([a], [b]) => Number(b === preset) - Number(a === preset))
        .map(([value, display_name]) => ({display_name, value}));

const labelOf = (name: string): string => `*${told(name)?.label}*`;

const settingField = (setting: Told) => {
    const {help, page, placeholder, regenerate, secret, options, preset, example} = setting;
    const isEmpty = String(preset) === '';
    return {
        key: keyOf(setting.name),
        display_name: setting.label,
        type: typeOf(setting),
        help_text: withNames(page ? `${help} ${page}` : help, labelOf),
        ...(regenerate && {regenerate_help_text: regenerate}),
        ...(placeholder || isEmpty
            ? {placeholder: placeholder ?? example}
            : {default: Array.isArray(preset) ? preset.join('\n') : preset}),
        ...(options && {options: optionsOf(setting)}),
        ...(secret && {secret}),
    };
};

const fieldOf = (name: string) => {
    const setting = told(name);
    if (setting) {
        return settingField(setting);
    }
    const {section: _, label, type, help, ...others} = TEXTS[name] as Extract<(typeof TEXTS)[string], {label: string}>;
    return {key: keyOf(name), display_name: label, type, help_text: help, ...others};
};

/** Where the webapp cannot draw a folded section, because the plugin is off, Mattermost draws its settings. */
const FOLDED = {custom: true, fallback: true};

const sectionOf = (key: Section) => {
    const {folded, ...shown} = {folded: false, ...SECTIONS[key]};
    return {key, ...shown, ...(folded && FOLDED), settings: namesIn(key).map(fieldOf)};
};

const HEADER =
    'Connects this Mattermost server to one openITCOCKPIT system: alerts arrive as posts and can be acknowledged on the spot. Fill in the essentials, then press **Save and test**. Changes take effect as soon as you save; no restart is needed.';

/** plugin.json with the settings page generated from schema and texts. */
export const withConsolePage = (manifest: string): string => {
    const {settings_schema: page, ...others} = JSON.parse(manifest) as {settings_schema: {header: string}};
    const sections = SECTION_KEYS.filter((key) => 'subtitle' in SECTIONS[key]).map(sectionOf);
    const written = {...others, settings_schema: {...page, header: HEADER, sections, settings: withoutTexts(sections)}};
    return `${JSON.stringify(written, undefined, 4)}\n`;
};

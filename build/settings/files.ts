import {SECTIONS} from './texts';
import {presetText, SECTION_KEYS, type Section, settingsIn, type Told, withNames} from './written';

const HEADER =
    '| Setting | System Console | Meaning | Default | Example | Secret |\n| --- | --- | --- | --- | --- | --- |';

const code = (text: string): string => `\`${text}\``;

const rowOf = (setting: Told): string => {
    const {name, label = '–', help, docs, example, secret} = setting;
    const preset = presetText(setting);
    return `| ${[
        code(name),
        label,
        withNames(docs ? `${help} ${docs}` : help, code),
        preset === '' ? 'empty' : code(preset),
        code(example),
        secret ? 'yes' : 'no',
    ].join(' | ')} |`;
};

/** docs/settings.md with its tables generated, between `<!-- settings Posts: … -->` and `<!-- end -->`. */
export const withTables = (page: string): string => SECTION_KEYS.reduce((text, key) => withTable(text, key), page);

const withTable = (page: string, section: Section): string => {
    const rows = settingsIn(section).map(rowOf);
    const begin = `<!-- settings ${section}: written by npm run docs -->`;
    const end = '<!-- end of the settings -->';
    const [before = '', rest = ''] = page.split(begin);
    const after = rest.slice(rest.indexOf(end));
    if (rows.length === 0) {
        return page;
    }
    if (!after.startsWith(end)) {
        throw new Error(
            `docs/settings.md has no table for the section ${section}: write "${begin}" and "${end}" there.`,
        );
    }
    return `${before}${begin}\n\n${[HEADER, ...rows].join('\n')}\n\n${after}`;
};

/** All settings of serve and notify, as a file to start from; the lines before the first section are kept. */
export const withExamples = (file: string): string => {
    const [top = ''] = file.split(/^# --- /m);
    return `${[top.trimEnd(), ...SECTION_KEYS.flatMap(examplesOf)].join('\n\n')}\n`;
};

const examplesOf = (section: Section): readonly string[] => {
    const settings = settingsIn(section).filter(({readBy}) => readBy.length > 0);
    return settings.length === 0
        ? []
        : [[`# --- ${SECTIONS[section].title} `.padEnd(120, '-'), ...settings.map(exampleOf)].join('\n')];
};

const exampleOf = (setting: Told): string => {
    const {name, help, example, start} = setting;
    const [sentence = help] = /^.+?[.?](?= |$)/.exec(withNames(help, (other) => other)) ?? [];
    return `# ${sentence.replace(/`|\*\*/g, '')}\n${start ? `${name}=${start}` : `# ${name}=${presetText(setting) || example}`}`;
};

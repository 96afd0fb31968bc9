import {readdirSync} from 'node:fs';
import {inRepository} from '../../build/paths';
import type {Language} from '../../server-proxy/src/domain/texts/texts';

const FOLDER = 'server-proxy/src/domain';

type TextsOf = (language: Language) => object;
type Says = (pick: (texts: object) => string) => (language: Language) => string;

/** One sentence of the product. What differs from case to case reads `<0>`, `<1>` … or `<0.name>`. */
export interface Text {
    /** Module and place in it, e.g. `texts_doctor.names.proxy`. */
    readonly key: string;
    readonly en: string;
    readonly de: string;
}

/** Arguments of whatever kind a text takes. */
const ARGUMENTS: readonly ((index: number) => unknown)[] = [
    (index) => `<${index}>`,
    (index) => [`<${index}>`],
    (index) => new Proxy({}, {get: (_, key) => `<${index}.${String(key)}>`}),
];

const written = (text: unknown, key: string): string => {
    if (typeof text !== 'function') {
        return String(text);
    }
    for (const argument of ARGUMENTS) {
        try {
            const said = String(text(...[0, 1, 2, 3].map(argument)));
            if (!said.includes('undefined')) {
                return said;
            }
        } catch {
            // It takes another kind.
        }
    }
    throw new Error(`${key} cannot be written: no kind of arguments fits.`);
};

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null;

const textsIn = (key: string, en: unknown, de: unknown): Text[] =>
    isTable(en)
        ? Object.keys(en).flatMap((name) => textsIn(`${key}.${name}`, en[name], isTable(de) ? de[name] : undefined))
        : [{key, en: written(en, key), de: written(de, key)}];

/** A module shows its texts as `…TextsOf(language)`, or sentence by sentence through `says`. */
const tableOf = (module: Readonly<Record<string, unknown>>, language: Language): object => {
    const textsOf = Object.entries(module).find(([name]) => /textsOf$/i.test(name))?.[1] as TextsOf | undefined;
    if (textsOf) {
        return textsOf(language);
    }
    let table: object = {};
    (module.says as Says)((texts) => {
        table = texts;
        return '';
    })(language);
    return table;
};

/** Names of the modules that hold texts: `texts`, `texts_doctor` … */
export const textModules = (): string[] =>
    readdirSync(inRepository(FOLDER))
        .filter((name) => /^texts(_\w+)?\.ts$/.test(name))
        .map((name) => name.replace(/\.ts$/, ''));

/** Every text of a module, in both languages. */
export const textsOfModule = async (name: string): Promise<Text[]> => {
    const module = (await import(inRepository(`${FOLDER}/${name}.ts`))) as Record<string, unknown>;
    return textsIn(name, tableOf(module, 'en'), tableOf(module, 'de'));
};

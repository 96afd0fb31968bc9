import {type Texts, textsOf} from '../../server-proxy/src/domain/texts';

/** One sentence of the product, with `<0>`, `<1>` … or `<0.name>` in place of arguments. */
export interface Text {
    /** Section and path in it, e.g. `doctor.names.proxy`. */
    readonly key: string;
    readonly en: string;
    readonly de: string;
}

/** Arguments of every kind that texts take. */
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

/** Sections of the handler's texts: `alerts`, `doctor` … */
export const SECTIONS = Object.keys(textsOf('en')) as (keyof Texts)[];

export const textsOfSection = (name: keyof Texts): Text[] => textsIn(name, textsOf('en')[name], textsOf('de')[name]);

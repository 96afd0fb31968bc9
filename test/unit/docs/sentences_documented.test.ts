import {describe, expect, it} from 'vitest';
import {DOCTOR_STEPS} from '#contract';
import {textsOf} from '../../../server-proxy/src/domain/texts';
import {documents, readDocument} from '../../support/documents';
import {textsOfSection} from '../../support/texts';

const {names} = textsOf('en').doctor;

/** What says that all is well, names a thing or leads on: nobody looks it up. */
const NOTHING_WRONG = [
    /^doctor\.(names|verdicts)\./,
    /^doctor\.(title|running|allWell|notYet|pressNow|settingsComplete|viaProxy|noProxy|answers)$/,
    /^doctor\.(tlsNotNeeded|tlsTrusted|keyAccepted|keyOf|someUser|version|rightsComplete|queueTakes|streamOpens)$/,
    /^doctor\.(account|webhookKnown|webhookNotSet|endpointTakes|insidePlugin|handlerAnswers)$/,
    /^doctor\.(noHostNamed|waitingFor|notified|webhookUnseen|testNotification)$/,
    /^doctor\.(posted|pressed|edited|removed|testAlert|testAlertText|testButton|testAnswered)$/,
    /^setup\.(next|undone)\./,
    /^setup\.(title|tokenReady|planTitle|create|present|different|command|contact|builtin|done)$/,
    /^setup\.(copyTitle|copySteps|export(Missing|Running|Launched|Succeeded|Needed)|fileTitle|directions|attach)$/,
    /^setup\.(nothingToUndo|unknownWord|busy)$/,
    /^setupChat\.channel\.(present|join|create)$/,
    /^setupChat\.(button\.|(nothingChanged|wrote)$)/,
];

const isTold = (key: string): boolean => !NOTHING_WRONG.some((pattern) => pattern.test(key));

/** What differs from case to case, on both sides. */
const withoutValues = (text: string): string => text.replace(/<[^>\n]+>/g, '<>');

const pages = documents().filter(({path}) => path.startsWith('docs/'));
/** Code style inside a sentence is left out on both sides. */
const bare = (text: string): string => withoutValues(text).replaceAll('`', '');
const bareText = pages.map(({text}) => bare(text)).join('\n');
const quotes = pages.flatMap(({text}) => [...text.matchAll(/`([^`\n]{30,})`/g)].map(([, quote = '']) => bare(quote)));

/** Whole, or its beginning where the rest depends on the case. */
const isQuoted = (sentence: string): boolean =>
    bareText.includes(bare(sentence)) || quotes.some((quote) => bare(sentence).startsWith(quote));

const SECTIONS = ['doctor', 'failures', 'setup', 'setupChat', 'policy', 'watch'] as const;

const sentences = SECTIONS.flatMap(textsOfSection).filter(({key}) => isTold(key));

describe('what Doctor, set-up, the policy and the watch find wrong', () => {
    it('is looked for', () => {
        expect(sentences.length).toBeGreaterThan(80);
    });

    it.each(sentences)('$key is quoted in docs/, with what to do', ({en}) => {
        expect(isQuoted(en), en).toBe(true);
    });

    it.each(NOTHING_WRONG)('%s leaves out something that exists', (pattern) => {
        expect(SECTIONS.flatMap(textsOfSection).filter(({key}) => pattern.test(key))).not.toEqual([]);
    });
});

describe('the steps of Doctor', () => {
    const {text} = readDocument('docs/doctor.md');
    const steps = [...text.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)].flatMap(([, cell = '']) => cell.split(', '));

    it.each(DOCTOR_STEPS)('%s stands in docs/doctor.md', (step) => {
        expect(steps).toContain(names[step]);
    });

    it.each(DOCTOR_STEPS)('%s has its row in docs/troubleshooting.md, with where to read on', (step) => {
        const rows = [
            ...readDocument('docs/troubleshooting.md').text.matchAll(/^\| ([^|]+) \| .*\[.+\]\(.+\).* \|$/gm),
        ];
        expect(rows.flatMap(([, cell = '']) => cell.split(', '))).toContain(names[step]);
    });
});

import {describe, expect, it} from 'vitest';
import {SECTIONS, textsOfSection} from '../../../support/texts';

/** Words that are the same in English and German, names, and what holds nothing but its arguments. */
const ALIKE = [
    'alerts.host',
    'alerts.service',
    'alerts.dialogIntro',
    'actions.downtimeIntro',
    'doctor.names.proxy',
    'doctor.names.version',
    'doctor.names.mattermost',
    'doctor.names.handler',
    'doctor.title',
    'doctor.version',
    'explain.post',
    'explain.queued',
    'found.link',
    'preview.parts.containers',
    'preview.parts.hosts',
    'preview.parts.services',
    'preview.parts.tags',
    'shift.command.reportHint',
    'subscribing.command.subscribeHint',
    'subscribing.command.subscriptionsHint',
    'subscribing.dialog.label.hosts',
    'subscribing.dialog.label.services',
    'subscribing.dialog.label.tags',
    'subscribing.dialog.priority.standard',
    'found.acknowledged',
    'found.downtimeBy',
];

/** These take a word of the code, which is translated, too. */
const WORDS = ['failures.formRefused', 'failures.stillUsed'];

const valuesIn = (text: string): string[] => [...new Set(text.match(/<\d+(?:\.\w+)?>/g))].sort();

const texts = SECTIONS.flatMap(textsOfSection);

describe('the texts of the handler', () => {
    it('are found', () => {
        expect(texts.length).toBeGreaterThan(300);
    });

    it('are translated: English and German differ, but for words that are alike', () => {
        expect(
            texts
                .filter(({en, de}) => en === de)
                .map(({key}) => key)
                .sort(),
        ).toEqual([...ALIKE].sort());
    });

    it('tell the same names and numbers in both languages', () => {
        expect(
            texts
                .filter(({key, en, de}) => !WORDS.includes(key) && String(valuesIn(en)) !== String(valuesIn(de)))
                .map(({key, en, de}) => ({key, en, de})),
        ).toEqual([]);
    });

    it('keep „bestätigen“ for acknowledging: what openITCOCKPIT does not confirm is another word', () => {
        expect(
            texts
                .filter(({en, de}) => /confirm/i.test(en) && !/acknowledg/i.test(en) && /bestätig/i.test(de))
                .map(({key, en, de}) => ({key, en, de})),
        ).toEqual([]);
    });

    it('are never empty, and show no object in place of its name', () => {
        const broken = texts.filter(({en, de}) => [en, de].some((text) => text === '' || text.includes('[object')));
        expect(broken).toEqual([]);
    });
});

import {describe, expect, it} from 'vitest';
import {subscribeDialog, verifySubscribeState} from '../../../../server-proxy/src/domain/subscription/dialogs';
import {newDraft} from '../../../../server-proxy/src/domain/subscription/draft';
import {type Fields, fieldsOfDraft, withFields} from '../../../../server-proxy/src/domain/subscription/fields';
import {parseFlags} from '../../../../server-proxy/src/domain/subscription/flags';
import {parsePatterns, writtenPatterns} from '../../../../server-proxy/src/domain/subscription/pattern_list';
import {parseQuietHours, writtenQuietHours} from '../../../../server-proxy/src/domain/subscription/quiet_field';
import {LANGUAGES} from '../../../../server-proxy/src/domain/texts';

const draft = newDraft('id', 'c'.repeat(26));
const read = (typed: Fields, language: 'en' | 'de' = 'en') =>
    withFields(draft, typed, {language, zone: 'Europe/Berlin'});

describe('name patterns', () => {
    it.each([
        ['web-*, db?', ['web-*', 'db?']],
        ['web-*\n\n !web-test ,, web-*', ['web-*', '!web-test']],
        ['"a, b", !"c, ""d"""', ['a, b', '!c, "d"']],
        ['5" disk, “Web 1”', ['5" disk', 'Web 1']],
        ['"never closed, b', ['"never closed', 'b']],
        ['🔥 Ofen, *👩‍🚒*', ['🔥 Ofen', '*👩‍🚒*']],
        ['', []],
        ['!', []],
    ])('are read from %j', (text, patterns) => {
        expect(parsePatterns(text)).toEqual(patterns);
        expect(parsePatterns(writtenPatterns(patterns))).toEqual(patterns);
    });
});

describe('quiet hours', () => {
    it.each([
        ['22:00-06:00', [1, 2, 3, 4, 5, 6, 7], 'Europe/Berlin'],
        ['22:00 - 06:00 Mon-Fri', [1, 2, 3, 4, 5], 'Europe/Berlin'],
        ['Fr-Mo 22:00–6:00 Europe/Vienna', [1, 5, 6, 7], 'Europe/Vienna'],
        ['22:00-06:00 sa,so UTC', [6, 7], 'UTC'],
        ['22:00-06:00 Dienstag', [2], 'Europe/Berlin'],
    ])('are read from %j', (text, days, timeZone) => {
        const hours = parseQuietHours(text, false, 'Europe/Berlin');
        expect(hours).toEqual({timeZone, days, from: '22:00', to: '06:00', criticalToo: false});
        for (const language of LANGUAGES) {
            const written = writtenQuietHours(hours as Parameters<typeof writtenQuietHours>[0], language);
            expect(parseQuietHours(written, false, 'UTC')).toEqual(hours);
        }
    });

    it.each([
        ['at night', 'hours'],
        ['22:00-06:00 Someday', 'days'],
        ['22:00-06:00 Europe/Nowhere', 'zone'],
    ])('that are %j are refused', (text, mistake) => {
        expect(parseQuietHours(text, false, 'UTC')).toMatchObject({mistake});
    });
});

describe('the fields of a subscription', () => {
    it('become a draft, and a draft becomes them', () => {
        const typed = {
            hosts: 'web-*, "a, b"',
            state_from: 'critical',
            priority_from: '3',
            objects: 'hosts',
            critical_mention: '@here  @oncall',
            critical_priority: 'urgent',
            escalation_minutes: '15',
            escalation_channel: 'ops/oncall',
            quiet_hours: '22:00-06:00 Mon-Fri',
            shadow: 'true',
        };
        const result = read(typed);
        expect(result).toMatchObject({
            draft: {
                filter: {hosts: ['web-*', 'a, b'], stateFrom: 'critical', priorityFrom: 3, objects: 'hosts'},
                critical: {mention: '@here @oncall', priority: 'urgent'},
                escalation: {afterMinutes: 15, channelId: 'ops/oncall', mention: '', priority: 'standard'},
                quietHours: {timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5]},
                shadow: true,
            },
        });
        const made = 'draft' in result ? result.draft : draft;
        expect(withFields(draft, fieldsOfDraft(made, 'de'), {language: 'de', zone: 'UTC'})).toEqual({draft: made});
    });

    it.each([
        ['hosts', Array.from({length: 101}, (_, at) => `h${at}`).join(','), '101 names; at most 100'],
        ['services', '🔥'.repeat(250), 'longer than 200 characters'],
        ['critical_mention', 'jane', 'write each name with @'],
        ['warning_mention', Array.from({length: 60}, (_, at) => `@p${at}`).join(' '), 'At most 200'],
        ['priority_from', '9', 'possible: 1, 2, 3, 4, 5'],
        ['escalation_minutes', '0', 'from 1 to 10080'],
        ['escalation_mention', '@here', 'After how many minutes?'],
        ['quiet_hours', 'always', 'has no hours'],
    ])('%s refuses what is wrong, with a sentence', (field, value, sentence) => {
        const result = read({[field]: value});
        const {mistakes = {}} = 'mistakes' in result ? result : {};
        expect(Object.values(mistakes).join()).toContain(sentence);
    });
});

describe('the flags', () => {
    it('keep quotes of names, and lose those of everything else', () => {
        expect(parseFlags('hosts="Web 1",sw-* hosts=db critical="@here @jane"')).toEqual({
            fields: {hosts: '"Web 1",sw-*,db', critical_mention: '@here @jane'},
        });
    });

    it.each([
        ['hosst=a', {kind: 'name', word: 'hosst', similar: 'hosts'}],
        ['hosts=a web', {kind: 'form', word: 'web'}],
        ['hosts="never closed', {kind: 'form', word: 'hosts="never closed'}],
    ])('refuse %j', (text, wrong) => {
        expect(parseFlags(text)).toEqual(wrong);
    });
});

describe('the dialogs', () => {
    const options = {secret: 's'.repeat(24), nowSeconds: 0};
    const state = {userId: 'u', channelId: draft.channelId, postId: ''};
    const full = read({hosts: 'h'.repeat(190), critical_mention: '@here', quiet_hours: '22:00-06:00'});

    it.each(LANGUAGES)('keep Mattermost’s limits in %s, which counts bytes', (language) => {
        for (const part of ['which', 'loud'] as const) {
            const made = 'draft' in full ? full.draft : draft;
            const dialog = subscribeDialog({...state, part, draft: made}, {...options, language});
            expect(Buffer.byteLength(dialog.title)).toBeLessThanOrEqual(24);
            for (const {display_name, help_text = '', default: value = '', type} of dialog.elements) {
                expect(Buffer.byteLength(display_name), display_name).toBeLessThanOrEqual(24);
                expect(display_name).not.toContain('…');
                expect(Buffer.byteLength(help_text), help_text).toBeLessThanOrEqual(150);
                expect(Buffer.byteLength(value)).toBeLessThanOrEqual(type === 'text' ? 150 : 3000);
            }
            expect(verifySubscribeState(dialog.state, [options.secret], 1)).toMatchObject({part, draft: made});
        }
    });

    it('say that a field holds more than a dialog can', () => {
        const tags = Array.from({length: 100}, (_, at) => `${at}${'ä'.repeat(100)}`);
        const long = {...draft, filter: {...draft.filter, tags}};
        const open = () => subscribeDialog({...state, part: 'which', draft: long}, {...options, language: 'en'});
        expect(open).toThrow('Tags holds more than a dialog of Mattermost can');
    });
});

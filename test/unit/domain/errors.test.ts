import {describe, expect, it} from 'vitest';
import {AppError, asAppError} from '../../../server-proxy/src/domain/errors';

describe('an error that people meet', () => {
    it('has a sentence in each language, or one for all', () => {
        const both = new AppError('busy', (language) => (language === 'de' ? 'besetzt' : 'busy'));
        expect([both.message, both.sentence('en'), both.sentence('de')]).toEqual(['busy', 'busy', 'besetzt']);
        expect(new AppError('busy', 'busy').sentence('de')).toBe('busy');
    });

    it('keeps its cause for the log, and has none where there is none', () => {
        const cause = new Error('socket hang up');
        expect(new AppError('busy', 'busy', {cause}).cause).toBe(cause);
        expect('cause' in new AppError('busy', 'busy')).toBe(false);
    });

    it('counts as sent unless said otherwise', () => {
        expect(new AppError('busy', 'busy').nothingSent).toBe(false);
        expect(new AppError('busy', 'busy', {nothingSent: true}).nothingSent).toBe(true);
    });

    it('can be had with more to it, else the same', () => {
        const cause = new Error('socket hang up');
        const error = new AppError('busy', (language) => language, {cause, nothingSent: true});
        const other = error.with({code: 'internal'});
        expect(other).toMatchObject({code: 'internal', nothingSent: true, cause});
        expect(other.sentence('de')).toBe('de');
        expect(error.with({nothingSent: false})).toMatchObject({code: 'busy', nothingSent: false});
        expect('cause' in new AppError('busy', 'busy').with({nothingSent: true})).toBe(false);
    });

    it('is made of anything thrown; the cause is for the log, not for people', () => {
        const known = new AppError('busy', 'busy');
        expect(asAppError(known)).toBe(known);
        const thrown = new TypeError('secret detail');
        expect(asAppError(thrown)).toMatchObject({code: 'internal', cause: thrown});
        expect(asAppError(thrown).message).not.toContain('secret');
    });
});

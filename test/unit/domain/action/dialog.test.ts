import {describe, expect, it} from 'vitest';
import {boolElement, FieldError, fieldsOf, isTrue, textField} from '../../../../server-proxy/src/domain/action/dialog';

describe('elements of a dialog', () => {
    it('a checkbox keeps within what Mattermost takes: 24 characters of label, 150 of help', () => {
        const element = boolElement('l'.repeat(40), 'sticky', 'h'.repeat(300), true);
        expect(element).toMatchObject({name: 'sticky', type: 'bool', default: 'true'});
        expect(element.display_name).toHaveLength(24);
        expect(element.help_text).toHaveLength(150);
    });

    it('a checkbox may stay unchecked: Mattermost would insist on a required one', () => {
        expect(boolElement('Sticky', 'sticky', '', false)).toMatchObject({optional: true, default: 'false'});
    });
});

describe('what a dialog sends back', () => {
    it.each([[undefined], [null], ['text'], [7]])('%j holds no fields', (submission) =>
        expect(fieldsOf(submission)).toEqual({}),
    );

    it('an object holds its own', () => expect(fieldsOf({comment: 'on it'})).toEqual({comment: 'on it'}));

    it('only text is text', () => {
        expect(textField({comment: 'on it'}, 'comment')).toBe('on it');
        expect(textField({comment: 7}, 'comment')).toBe('');
        expect(textField({}, 'comment')).toBe('');
    });

    it.each([
        [true, true],
        [false, false],
        ['true', true],
        ['false', false],
        ['yes', false],
    ])('%j is %s, whatever the default', (value, wanted) => {
        expect(isTrue(value, true)).toBe(wanted);
        expect(isTrue(value, false)).toBe(wanted);
    });

    it.each([[undefined], [null], [1]])('%j is the default', (value) => {
        expect(isTrue(value, true)).toBe(true);
        expect(isTrue(value, false)).toBe(false);
    });

    it('an error names its field and is the caller’s to mend', () => {
        expect(new FieldError('comment', 'Too short.')).toMatchObject({
            field: 'comment',
            code: 'bad_request',
            message: 'Too short.',
        });
    });
});

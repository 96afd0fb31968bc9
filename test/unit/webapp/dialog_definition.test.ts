import {describe, expect, test} from 'vitest';
import {LIMIT} from '#contract';
import {parseDialogEvent} from '../../../webapp/src/dialog/dialog_definition';
import {dialogElements, dialogEvent, downtimeDialog} from '../../support/webapp/fixtures';

const withElements = (...elements: readonly unknown[]) => parseDialogEvent(dialogEvent({elements}));

describe('parseDialogEvent', () => {
    test('reads the downtime dialog', () => {
        const definition = parseDialogEvent(dialogEvent(downtimeDialog));
        expect(definition?.length).toMatchObject({name: 'length', label: 'Length', initial: '30m'});
        expect(definition?.length?.options.map(({value}) => value)).toEqual(['30m', '1h', 'tomorrow 08:00']);
        expect(definition?.times.map(({name, label}) => [name, label])).toEqual([
            ['start', 'Start'],
            ['end', 'End'],
        ]);
        expect(definition?.flags.map(({name}) => name)).toEqual(['host_and_services']);
    });

    test.each([
        ['options that are none', {name: 'length', type: 'select', options: [{text: 1}, 'x']}],
        ['no options', {name: 'length', type: 'select'}],
    ])('a length with %s has nothing to choose', (_, element) => {
        expect(withElements(element)?.length?.options).toEqual([]);
    });

    test('a select or text that is not ours is left out', () => {
        const definition = withElements({name: 'owner', type: 'select'}, {name: 'minutes', type: 'text'});
        expect([definition?.length, definition?.times]).toEqual([undefined, []]);
    });

    test('reads the acknowledge dialog', () => {
        expect(parseDialogEvent(dialogEvent())).toEqual({
            url: 'http://127.0.0.1:8080/api/v1/dialogs',
            callbackId: 'oitcack:pppppppppppppppppppppppppp',
            state: 'signed-state',
            title: 'Acknowledge Ping',
            introduction: 'CRITICAL Ping on web01',
            submitLabel: 'Acknowledge now',
            notifyOnCancel: false,
            length: undefined,
            isCommentFirst: true,
            times: [],
            comment: {
                name: 'comment',
                label: 'Comment',
                help: 'Shown in openITCOCKPIT.',
                initial: '',
                placeholder: '',
                minLength: 3,
                maxLength: 500,
            },
            flags: [
                {name: 'sticky', label: 'Sticky', help: 'Until recovery', initial: true},
                {name: 'notify', label: 'Notify', help: '', initial: false},
            ],
        });
    });

    test('takes the event as an object as well', () => {
        expect(parseDialogEvent(JSON.parse(dialogEvent()))).toEqual(parseDialogEvent(dialogEvent()));
    });

    test.each([
        ['no JSON', '{'],
        ['nothing', undefined],
        ['a number', 7],
        ['no url', JSON.stringify({dialog: {callback_id: 'x', state: 'y'}})],
        ['no state', dialogEvent({state: undefined})],
        ['no callback id', dialogEvent({callback_id: null})],
    ])('gives up on %s', (_, value) => {
        expect(parseDialogEvent(value)).toBeUndefined();
    });

    test('replaces odd texts, numbers and lists by nothing', () => {
        const odd = dialogEvent({
            title: 7,
            introduction_text: null,
            submit_label: {},
            notify_on_cancel: 'yes',
            elements: 3,
        });
        expect(parseDialogEvent(odd)).toMatchObject({
            title: '',
            introduction: '',
            submitLabel: '',
            notifyOnCancel: false,
            comment: undefined,
            flags: [],
        });
    });

    test.each([
        [{min_length: 0, optional: false}, {minLength: 1}],
        [{min_length: 0, optional: true}, {minLength: 0}],
        [{min_length: 5, optional: false}, {minLength: 5}],
        [
            {min_length: -1, max_length: 'many', optional: false},
            {minLength: 1, maxLength: LIMIT.comment},
        ],
        [{max_length: 0}, {maxLength: LIMIT.comment}],
        [{type: 'text'}, {name: 'comment'}],
        [{display_name: ''}, {label: 'comment'}],
        [{default: 'as yesterday'}, {initial: 'as yesterday'}],
    ])('comment element %o', (changes, expected) => {
        expect(withElements({...dialogElements[0], ...changes})?.comment).toMatchObject(expected);
    });

    test('keeps only elements it knows', () => {
        const parsed = withElements(
            null,
            'comment',
            {name: 'comment', type: 'select'},
            {name: 'password', type: 'text'},
            {name: 'other', type: 'bool'},
            {name: 'host_and_services', type: 'bool'},
        );
        expect(parsed?.comment).toBeUndefined();
        expect(parsed?.flags.map(({name}) => name)).toEqual(['host_and_services']);
    });
});

import {describe, expect, it} from 'vitest';
import {FIELD} from '#contract';
import {
    type AckDefaults,
    parseComment,
    parseSubmission,
    renderAckDialog,
} from '../../../../server-proxy/src/domain/action/ack_dialog';
import {verifyDialogState} from '../../../../server-proxy/src/domain/action/action_token';
import {FieldError} from '../../../../server-proxy/src/domain/action/dialog';
import {hostRecordOf, NOW, POST_ID, recordOf} from '../../../support/records';

const DEFAULTS: AckDefaults = {commentRequired: true, commentMinLength: 3, sticky: true, notify: false};
const OPTIONAL: AckDefaults = {...DEFAULTS, commentRequired: false};
const STATE = {key: 'k', postId: POST_ID, channelId: 'c', userId: 'u', nonce: 'n', dialog: 'acknowledge'} as const;
const render = (record = recordOf(), defaults = DEFAULTS) =>
    renderAckDialog(record, STATE, {language: 'en', defaults, secret: 's', nowSeconds: NOW});
const names = (dialog: ReturnType<typeof render>) => dialog.elements.map(({name}) => name);

describe('the dialog of an acknowledgement', () => {
    it('is bound to post, person and channel by its signed state', () => {
        const dialog = render();
        expect(dialog.callback_id).toContain(POST_ID);
        expect(verifyDialogState(dialog.state, ['s'], NOW)).toMatchObject(STATE);
        expect(dialog.notify_on_cancel).toBe(false);
    });

    it('says what it is about, and nothing in a name formats', () => {
        expect(render(recordOf({servicename: '*Ping*'})).introduction_text).toBe('**CRITICAL · \\*Ping\\* on web01**');
    });

    it('offers host and services for a host only, and never by default', () => {
        expect(names(render())).toEqual([FIELD.comment, FIELD.sticky, FIELD.notify]);
        const host = render(hostRecordOf());
        expect(names(host)).toEqual([FIELD.comment, FIELD.sticky, FIELD.notify, FIELD.hostAndServices]);
        expect(host.elements.at(-1)?.default).toBe('false');
    });

    it('asks for as much of a comment as the settings do', () => {
        expect(render().elements[0]).toMatchObject({optional: false, min_length: 3, max_length: 1000});
        expect(render(recordOf(), OPTIONAL).elements[0]).toMatchObject({optional: true, min_length: 0});
    });

    it('has the defaults of the settings', () => {
        const [, sticky, notify] = render().elements;
        expect([sticky?.default, notify?.default]).toEqual(['true', 'false']);
    });
});

describe('a submitted acknowledgement', () => {
    it('is read field by field', () => {
        const submission = {comment: 'on it', sticky: false, notify: 'true', host_and_services: true};
        expect(parseSubmission(submission, DEFAULTS, 'en')).toEqual({
            comment: 'on it',
            sticky: false,
            notify: true,
            hostAndServices: true,
        });
    });

    it('takes what is missing from the settings', () => {
        expect(parseSubmission({comment: 'on it'}, DEFAULTS, 'en')).toEqual({
            comment: 'on it',
            sticky: true,
            notify: false,
            hostAndServices: false,
        });
    });

    const refusal = (raw: string): unknown => {
        try {
            return parseComment(raw, DEFAULTS, 'en');
        } catch (error) {
            return error instanceof FieldError ? [error.field, error.message] : error;
        }
    };

    it('is refused at the comment while that is missing or too short', () => {
        expect(refusal('  ')).toEqual([FIELD.comment, 'Please say what you are doing about it.']);
        expect(refusal('ok')).toEqual([FIELD.comment, 'Please write at least 3 characters.']);
        expect(refusal('yes')).toBe('yes');
    });

    it('needs no comment where none is required, and gets a word, because the core drops empty ones', () => {
        expect(parseComment(' ', OPTIONAL, 'en')).toBe('Acknowledge');
        expect(parseComment('', OPTIONAL, 'en', 'Downtime')).toBe('Downtime');
        expect(parseComment('x', OPTIONAL, 'en')).toBe('x');
    });

    it('has a comment that is no shell or command syntax', () => {
        expect(parseComment('a;b `c`\nd', DEFAULTS, 'en')).toBe('a；b ˋcˋ d');
    });
});

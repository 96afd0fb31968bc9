import {describe, expect, it} from 'vitest';
import {ACTION_DOCTOR, DOCTOR_PROP} from '#contract';
import {signToken} from '../../../../server-proxy/src/domain/action/signature';
import {
    answeredTestAlert,
    signDoctor,
    testAlert,
    verifyDoctor,
} from '../../../../server-proxy/src/domain/post/doctor_post';

const NOW = 1000;
const OPTIONS = {actionsUrl: 'https://x.example.org/actions', token: 't', language: 'en', twoWay: true} as const;

describe('Doctor’s test alert', () => {
    it('is an attachment with one button that carries its token', () => {
        const {message, type, props} = testAlert(OPTIONS);
        expect(message).not.toBe('');
        expect(type).toBe('');
        expect(props[DOCTOR_PROP]).toBe('waiting');
        expect(props.attachments).toMatchObject([
            {
                actions: [
                    {id: ACTION_DOCTOR, type: 'button', integration: {url: OPTIONS.actionsUrl, context: {token: 't'}}},
                ],
            },
        ]);
    });

    it('has no button where nothing can come back', () => {
        expect(testAlert({...OPTIONS, twoWay: false}).props.attachments).toMatchObject([{actions: []}]);
    });

    it('loses its button with the press', () => {
        const {message, props} = answeredTestAlert('en');
        expect(message).not.toBe(testAlert(OPTIONS).message);
        expect(props).toEqual({[DOCTOR_PROP]: 'answered', attachments: []});
    });

    it('is answered within a quarter of an hour or not at all', () => {
        const token = signDoctor({report: 'post', language: 'de'}, 's', NOW);
        expect(verifyDoctor(token, ['s'], NOW + 900)).toMatchObject({report: 'post', language: 'de'});
        expect(() => verifyDoctor(token, ['s'], NOW + 901)).toThrow(/expired/);
    });

    it('does not take another button’s token for its own', () => {
        expect(verifyDoctor(signToken({use: 'setup', exp: NOW}, 's'), ['s'], NOW)).toBeUndefined();
    });
});

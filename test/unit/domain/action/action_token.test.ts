import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {
    type ButtonOrigin,
    signAction,
    signDialogState,
    signWebhookPost,
    verifyAction,
    verifyDialogState,
    verifyWebhookPost,
} from '../../../../server-proxy/src/domain/action/action_token';
import {signToken} from '../../../../server-proxy/src/domain/action/signature';
import {ACKNOWLEDGED, NOW, recordOf} from '../../../support/records';

const DAY = 86_400;
const SECRETS = ['s'];
const COMMAND: ButtonOrigin = {userId: 'userjane', siteUrl: 'https://chat.example.org'};
const sign = (action: Parameters<typeof signAction>[0], origin: ButtonOrigin = 'bot', record = recordOf()) =>
    signAction(action, record, origin, 's', NOW);

describe('what a button carries', () => {
    it('is the alert, shortened, without the words of a notice', () => {
        const record = recordOf({output: 'x'.repeat(1000), ackauthor: 'Jane', ackcomment: 'on it'});
        const {alert, key, nonce, origin} = verifyAction(sign(ACTION.acknowledge, 'bot', record), SECRETS, NOW);
        expect(alert.output).toHaveLength(300);
        expect(alert).toMatchObject({state: 'CRITICAL', author: '', comment: ''});
        expect({key, nonce, origin}).toEqual({key: record.key, nonce: record.posts[0]?.nonce, origin: 'bot'});
    });

    it('names the acknowledgement only where one is to be removed', () => {
        const record = recordOf({}, {look: 'acknowledged', ack: ACKNOWLEDGED});
        const ackAt = (action: Parameters<typeof signAction>[0], of = record) =>
            verifyAction(sign(action, 'bot', of), SECRETS, NOW).ackAt;
        expect(ackAt(ACTION.removeAcknowledgement)).toBe(ACKNOWLEDGED.at);
        expect(ackAt(ACTION.removeAcknowledgement, recordOf())).toBe(0);
        expect(ackAt(ACTION.acknowledge)).toBe(0);
    });

    it.each(['bot', 'webhook'] as const)('lives for thirty days on a post of a %s', (origin) => {
        const token = sign(ACTION.acknowledge, origin);
        expect(verifyAction(token, SECRETS, NOW + 30 * DAY).origin).toBe(origin);
        expect(() => verifyAction(token, SECRETS, NOW + 30 * DAY + 1)).toThrow(/expired/);
    });

    it('lives for an hour in the answer of a command, for the one who asked', () => {
        const token = sign(ACTION.acknowledge, COMMAND);
        expect(verifyAction(token, SECRETS, NOW + 3600)).toMatchObject({origin: 'command', ...COMMAND});
        expect(() => verifyAction(token, SECRETS, NOW + 3601)).toThrow(/expired/);
    });
});

describe('a dialog’s state', () => {
    const state = {key: 'k', postId: 'p', channelId: 'c', userId: 'u', nonce: 'n'};
    const token = signDialogState(state, 's', NOW);

    it('lives for an hour', () => {
        expect(verifyDialogState(token, SECRETS, NOW + 3600)).toMatchObject(state);
        expect(() => verifyDialogState(token, SECRETS, NOW + 3601)).toThrow(/expired/);
    });
});

describe('the proof of a webhook post', () => {
    const {alert} = recordOf();
    const token = signWebhookPost(alert, 'n', 's', NOW);

    it('lives for five minutes', () => {
        expect(verifyWebhookPost(token, SECRETS, NOW + 300)).toMatchObject({alert, nonce: 'n'});
        expect(() => verifyWebhookPost(token, SECRETS, NOW + 301)).toThrow(/expired/);
    });
});

describe('a token of another use', () => {
    const dialog = signDialogState({key: 'k', postId: 'p', channelId: 'c', userId: 'u', nonce: 'n'}, 's', NOW);
    const code = (read: () => unknown): unknown => {
        try {
            return read();
        } catch (error) {
            return (error as {code?: unknown}).code;
        }
    };

    it('presses no button, submits no dialog, proves no post', () => {
        expect(code(() => verifyAction(dialog, SECRETS, NOW))).toBe('bad_signature');
        expect(code(() => verifyDialogState(sign(ACTION.retry), SECRETS, NOW))).toBe('bad_signature');
        expect(code(() => verifyWebhookPost(sign(ACTION.retry), SECRETS, NOW))).toBe('bad_signature');
        expect(code(() => verifyAction(signToken({exp: NOW}, 's'), SECRETS, NOW))).toBe('bad_signature');
    });
});

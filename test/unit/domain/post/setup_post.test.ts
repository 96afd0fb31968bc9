import {describe, expect, it} from 'vitest';
import {signToken} from '../../../../server-proxy/src/domain/action/signature';
import {type SetupAct, setupPost, signSetup, verifySetup} from '../../../../server-proxy/src/domain/post/setup_post';

const NOW = 1000;
const OPTIONS = {
    actionsUrl: 'https://x.example.org/actions',
    secret: 's',
    nowSeconds: NOW,
    language: 'en',
    siteUrl: 'https://chat.example.org',
} as const;

interface Action {
    id: string;
    name: string;
    type: string;
    style?: string;
    integration: {url: string; context: {token: string}};
}

const actionsOf = (acts: readonly SetupAct[]): Action[] => {
    const [attachment] = setupPost('The plan', acts, OPTIONS).props.attachments as {actions: Action[]}[];
    return attachment?.actions ?? [];
};

describe('the direct message of set-up', () => {
    it('has a button for each act', () => {
        const [apply] = actionsOf(['apply']);
        expect(apply).toMatchObject({id: 'setupapply', type: 'button', style: 'primary'});
        expect(apply?.name).not.toBe('');
        expect(apply?.integration.url).toBe(OPTIONS.actionsUrl);
        expect(verifySetup(apply?.integration.context.token, ['s'], NOW)).toMatchObject({
            act: 'apply',
            siteUrl: OPTIONS.siteUrl,
        });
    });

    it('warns by colour where something is replaced or undone', () => {
        expect(actionsOf(['replace', 'undo', 'look']).map(({style}) => style)).toEqual(['danger', 'danger', 'default']);
    });

    it('has no attachment when nothing can be done', () => {
        expect(setupPost('The plan', [], OPTIONS)).toEqual({message: 'The plan', type: '', props: {attachments: []}});
    });

    it('can be used for thirty days', () => {
        const token = signSetup({act: 'undo', siteUrl: ''}, 's', NOW);
        expect(verifySetup(token, ['s'], NOW + 30 * 86_400)?.act).toBe('undo');
        expect(() => verifySetup(token, ['s'], NOW + 30 * 86_400 + 1)).toThrow(/expired/);
    });

    it('does not take another button’s token for its own', () => {
        expect(verifySetup(signToken({use: 'doctor', exp: NOW}, 's'), ['s'], NOW)).toBeUndefined();
    });
});

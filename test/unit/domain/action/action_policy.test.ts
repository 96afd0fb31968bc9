import {describe, expect, it} from 'vitest';
import {actionPolicy, identitiesOf, identityOf} from '../../../../server-proxy/src/domain/action/action_policy';

describe('the list of who may act', () => {
    const policy = actionPolicy('listed', ['Jane', '@On-Call', 'SYSTEM_ADMIN', 'john'], new Map());

    it('is told apart: people, groups, the role', () => {
        expect([...policy.users]).toEqual(['jane', 'john']);
        expect(policy.groups).toEqual(['on-call']);
        expect(policy.systemAdmins).toBe(true);
    });

    it('admits system administrators only by their word', () => {
        expect(actionPolicy('listed', ['jane'], new Map()).systemAdmins).toBe(false);
        expect(actionPolicy('listed', ['@system_admin'], new Map())).toMatchObject({
            systemAdmins: false,
            groups: ['system_admin'],
        });
    });
});

describe('a line of the identity map', () => {
    it.each([
        ['jane = Jane Roe', ['jane', 'Jane Roe']],
        ['@Jane=jane@example.org', ['jane', 'jane@example.org']],
        ['  jane   =   J   ', ['jane', 'J']],
    ])('%j', (line, pair) => expect(identityOf(line)).toEqual(pair));

    it.each(['', 'jane', 'jane =', 'jane =  ', '= Jane', 'jane roe = J', 'jane = J = K'])('not %j', (line) =>
        expect(identityOf(line)).toBeUndefined(),
    );

    it('maps; lines that are none are left out', () => {
        expect([...identitiesOf(['jane = J', '# comment', 'john = K'])]).toEqual([
            ['jane', 'J'],
            ['john', 'K'],
        ]);
    });
});

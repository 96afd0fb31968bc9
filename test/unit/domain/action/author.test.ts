import {expect, it} from 'vitest';
import {authorOf} from '../../../../server-proxy/src/domain/action/author';

it.each([
    ['Jane Roe', 'Jane Roe (@jane)'],
    ['', '@jane'],
    ['   ', '@jane'],
    ['Jane; "Roe"', 'Jane； ”Roe” (@jane)'],
])('the author of a command of somebody whose full name is %j', (fullName, author) => {
    expect(authorOf({fullName, username: 'jane'})).toBe(author);
});

it('the author of a command fits into openITCOCKPIT’s column', () => {
    expect(authorOf({fullName: 'x'.repeat(500), username: 'jane'})).toHaveLength(255);
});

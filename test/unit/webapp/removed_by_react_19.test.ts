import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {inRepository} from '../../../build/paths';

/** What React 19 removed, by how it stands in a source. */
const REMOVED: Readonly<Record<string, RegExp>> = {
    'default props of a function': /\.defaultProps\b|\bdefaultProps\s*[:=]/,
    'prop types': /\.propTypes\b|\bpropTypes\s*[:=]|from 'prop-types'/,
    'the old context': /\b(?:contextTypes|childContextTypes|getChildContext)\b/,
    'string refs': /\bref=(?:"|'|\{['"`])|\bthis\.refs\b/,
    'render and hydrate of react-dom':
        /\bReactDOM\.(?:render|hydrate)\(|\{[^}]*\b(?:render|hydrate)\b[^}]*\} from 'react-dom'/,
    unmountComponentAtNode: /\bunmountComponentAtNode\b/,
    findDOMNode: /\bfindDOMNode\b/,
    createFactory: /\bcreateFactory\b/,
    'the test renderer and test-utils': /'react-test-renderer(?:\/|')|'react-dom\/test-utils'/,
    'internals of React': /__SECRET_INTERNALS/,
};

const found = (source: string): readonly string[] =>
    Object.entries(REMOVED).flatMap(([name, pattern]) => (pattern.test(source) ? [name] : []));

const FOLDERS = ['webapp/src', 'test/component', 'test/support/webapp', 'test/support/mattermost/web_client'];

describe('what React 19 removed', () => {
    test('is used nowhere', () => {
        const files = FOLDERS.flatMap((folder) =>
            readdirSync(inRepository(folder), {recursive: true, encoding: 'utf8'})
                .filter((name) => /\.tsx?$/.test(name))
                .map((name) => join(folder, name)),
        );
        expect(files.length).toBeGreaterThan(80);
        const uses = files.flatMap((file) =>
            found(readFileSync(inRepository(file), 'utf8')).map((name) => `${file}: ${name}`),
        );
        expect(uses).toEqual([]);
    });

    test.each([
        ['default props of a function', 'Card.defaultProps = {dense: false};'],
        ['prop types', 'Card.propTypes = {};'],
        ['the old context', 'static contextTypes = {};'],
        ['string refs', '<input ref="name" />'],
        ['string refs', "<input ref={'name'} />"],
        ['render and hydrate of react-dom', 'ReactDOM.render(page, root);'],
        ['render and hydrate of react-dom', "import {createPortal, render} from 'react-dom';"],
        ['unmountComponentAtNode', 'unmountComponentAtNode(root);'],
        ['findDOMNode', 'findDOMNode(this);'],
        ['createFactory', "React.createFactory('p');"],
        ['the test renderer and test-utils', "import {act} from 'react-dom/test-utils';"],
        ['internals of React', 'React.__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED'],
    ])('%s: would be found', (name, source) => {
        expect(found(source)).toEqual([name]);
    });
});

import type {BundledPackage} from './bundled_packages';
import {NODE_VERSION} from './platforms';

const RULE = '─'.repeat(79);

/** NOTICE.txt of a bundle: all third-party parts, with the licence texts of the npm packages. */
export const noticeText = (packages: readonly BundledPackage[], cxxPackages: readonly string[]): string =>
    [
        'openITCOCKPIT for Mattermost contains the work of others:',
        '',
        `- Node.js ${NODE_VERSION}, the runtime in the executable: see licenses/node.txt`,
        '- the C++ runtime beside it (GPL-3.0-or-later with the GCC Runtime Library Exception): see',
        `  licenses/gcc_runtime.txt (${cxxPackages.join(', ')})`,
        '- these npm packages, in the executable or in webapp/dist/main.js:',
        ...packages.map(({name, version, license}) => `    ${name} ${version}: ${license}`),
        '',
        ...packages.flatMap(({name, version, license, licenseText}) => [
            RULE,
            `${name} ${version}`,
            RULE,
            licenseText === '' ? `The package ships no licence text; it states: ${license}.` : licenseText,
            '',
        ]),
    ].join('\n');

import {withConsolePage} from './console_page';
import {withExamples, withTables} from './files';

/** What `npm run docs` writes: by file, a function from its current to its generated text. */
export const GENERATED: Readonly<Record<string, (current: string) => string>> = {
    'plugin.json': withConsolePage,
    'docs/settings.md': withTables,
    'build/packaging/settings.env.example': withExamples,
};

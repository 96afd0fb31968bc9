import {withConsolePage} from './console_page';
import {withExamples, withTables} from './files';

/** What `npm run docs` writes: the file, and how its text becomes what schema and texts want. */
export const GENERATED: Readonly<Record<string, (current: string) => string>> = {
    'plugin.json': withConsolePage,
    'docs/settings.md': withTables,
    'build/packaging/settings.env.example': withExamples,
};

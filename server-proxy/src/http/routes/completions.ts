import type {Context} from 'hono';
import {completions, type Names} from '../../app/commands/completions';
import type {NameKind, SuggestedName} from '../../app/commands/suggest_names';
import {asAppError} from '../../domain/errors';
import type {Language} from '../../domain/texts';
import type {HttpDeps} from '../http_deps';

/** Mattermost shows no suggestions at all until we respond. */
const PATIENCE_MS = 3000;

/**
 * GET /api/v1/completions: called by Mattermost while a user types the command. It expects a list whatever happens, so
 * names that cannot be had are left out; the command itself will report why.
 */
export const completionsRoute =
    ({application, clock, logger, userOf, languageOf}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const user = userOf?.(context.req.raw.headers) ?? '';
        if (user === '') {
            return context.json([]);
        }
        const language = await languageOf(user);
        const names = async (kind: NameKind, typed: string): Promise<readonly SuggestedName[]> => {
            const known = application.suggestNames(user, kind, typed, language).catch((error: unknown) => {
                logger.debug('Names could not be suggested', {user, error: asAppError(error)});
                return [];
            });
            const over = new AbortController();
            const late = clock.sleep(PATIENCE_MS, over.signal).then(
                () => [],
                () => [],
            );
            const shown = await Promise.race([known, late]);
            over.abort();
            return shown;
        };
        return context.json(await completionItems(context.req.query(), language, names));
    };

/** @param query as Mattermost sends it @returns the list as it expects it */
export const completionItems = async (
    {user_input: line = '', parsed = ''}: Readonly<Record<string, string>>,
    language: Language,
    names: Names,
) => {
    const offered = await completions(line.slice(parsed.length).trimStart(), language, names);
    return offered.map(({typed: Item, hint: Hint, help: HelpText}) => ({Item, Hint, HelpText}));
};

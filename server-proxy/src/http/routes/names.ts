import type {Context} from 'hono';
import type {NameKind, SuggestedName} from '../../app/commands/suggest_names';
import {asAppError} from '../../domain/errors';
import type {HttpDeps} from '../http_deps';

/** Mattermost shows no suggestions at all until we respond. */
const PATIENCE_MS = 3000;

/**
 * GET /api/v1/names/…: called by Mattermost while a user types a name after a command. It expects a list whatever
 * happens, so errors give an empty one; the command itself will report them.
 */
export const namesRoute =
    ({application, clock, logger, userOf}: HttpDeps, kind: NameKind) =>
    async (context: Context): Promise<Response> => {
        const {user_input: line = '', parsed = ''} = context.req.query();
        const user = userOf?.(context.req.raw.headers) ?? '';
        const typed = line.slice(parsed.length).trimStart();
        const names = user === '' ? Promise.resolve([]) : application.suggestNames(user, kind, typed);
        const known = names.catch((error: unknown): readonly SuggestedName[] => {
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
        return context.json(shown.map(({name, state}) => ({Item: name, Hint: '', HelpText: state})));
    };

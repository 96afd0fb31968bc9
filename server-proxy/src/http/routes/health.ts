import type {Context} from 'hono';
import {publicHealth} from '../../app/health/health_monitor';
import type {HttpDeps} from '../http_deps';
import {isTokenTried, requireToken} from '../notification_token';

/**
 * GET /api/v1/health. Anybody learns whether it works; why it does not is for the notification token, or in the plugin
 * an administrator's session. A wrong token is refused, so that its owner learns of it before an alert does.
 */
export const healthRoute =
    (deps: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const report = deps.health();
        return context.json((await maySeeAll(deps, context)) ? report : publicHealth(report));
    };

const maySeeAll = async (
    {notificationTokens, wrongTokens, userOf, doctorAccess}: HttpDeps,
    context: Context,
): Promise<boolean> => {
    const user = userOf?.(context.req.raw.headers) ?? '';
    if (user !== '') {
        // The page must answer whatever Mattermost does.
        return (await doctorAccess?.isAdministrator(user).catch(() => false)) ?? false;
    }
    if (!isTokenTried(context.req.raw.headers) || notificationTokens.length === 0) {
        return false;
    }
    await requireToken(context, notificationTokens, wrongTokens);
    return true;
};

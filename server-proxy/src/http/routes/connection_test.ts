import type {Context} from 'hono';
import {AppError} from '../../domain/errors';
import type {HttpDeps} from '../http_app';

/** POST /api/v1/connection-test: the System Console's button. Names of users and servers are for administrators only. */
export const connectionTestRoute =
    ({application, wrongSettings}: HttpDeps, isAdministrator: (request: Request) => Promise<boolean>) =>
    async (context: Context): Promise<Response> => {
        if (!(await isAdministrator(context.req.raw))) {
            throw new AppError('forbidden', 'Only system administrators may test the connection.');
        }
        return context.json(await application.testConnection(wrongSettings?.()));
    };

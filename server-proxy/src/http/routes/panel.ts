import type {Context} from 'hono';
import * as z from 'zod';
import {
    CURVE_HOURS,
    type Curves,
    type Details,
    LIMIT,
    MOST_PANEL_ROWS,
    type PanelAnswer,
    type PanelCounts,
    type PanelOutcome,
} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import {asCaller} from '../caller';
import {HTTP_STATUS} from '../error_answers';
import type {HttpDeps, PanelAccess} from '../http_deps';
import {readJson} from '../read_body';

const DAYS_30 = 43_200;

const actionsSchema = z.object({
    press: z.string().regex(/^[A-Za-z0-9]{8,30}$/),
    keys: z.array(z.string().max(300)).min(1).max(MOST_PANEL_ROWS),
    action: z.discriminatedUnion('kind', [
        z.object({kind: z.literal('acknowledge'), comment: z.string().max(LIMIT.comment)}),
        z.object({
            kind: z.literal('schedule_downtime'),
            comment: z.string().max(LIMIT.comment),
            minutes: z.int().min(1).max(DAYS_30),
        }),
        z.object({kind: z.literal('recheck')}),
    ]),
});

/** Errors in the language of the person, because the web part shows them. */
const inTheirLanguage = async (
    context: Context,
    {userOf, languageOf, logger}: HttpDeps,
    answer: (userId: string) => Promise<PanelAnswer | PanelOutcome | Details | Curves | {readonly counts: PanelCounts}>,
): Promise<Response> => {
    const {userId} = asCaller({userId: ''}, userOf?.(context.req.raw.headers));
    try {
        return context.json(await answer(userId));
    } catch (error) {
        const known = asAppError(error);
        logger.warn('The panel was refused', {user: userId, error: known});
        const message = known.sentence(await languageOf(userId));
        return context.json({error: {code: known.code, message}}, HTTP_STATUS[known.code]);
    }
};

/**
 * GET /api/v1/panel: the problems that this person may see. Queries: `known`, the revision of an earlier answer, for its
 * changes alone; `only=counts` for the counts alone.
 */
export const panelRoute =
    (deps: HttpDeps, {panel}: PanelAccess) =>
    (context: Context): Promise<Response> =>
        inTheirLanguage(context, deps, async (userId) => {
            const {only, known = ''} = context.req.query();
            return only === 'counts' ? {counts: await panel.counts(userId)} : panel.answer(userId, known.slice(0, 200));
        });

/** POST /api/v1/panel/actions: begins one bulk action for the problems that this person has chosen. */
export const panelActionsRoute =
    (deps: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const request = actionsSchema.safeParse(await readJson(context));
        return inTheirLanguage(context, deps, (userId) => {
            if (!request.success) {
                const field = request.error.issues[0]?.path.join('.') || 'body';
                throw new AppError('bad_request', `This is not a request of the panel: ${field} is missing or wrong.`);
            }
            return deps.application.beginRowsAction(userId, request.data);
        });
    };

/** GET /api/v1/panel/actions?id=…: how far it is, for whoever began it. */
export const panelProgressRoute =
    (deps: HttpDeps) =>
    (context: Context): Promise<Response> =>
        inTheirLanguage(context, deps, (userId) =>
            deps.application.rowsAction(userId, (context.req.query('id') ?? '').slice(0, 60)),
        );

const MOST_KEY = 300;

/** GET /api/v1/panel/details: what openITCOCKPIT tells of one problem. Query: `key` of its row. */
export const panelDetailsRoute =
    (deps: HttpDeps, {details}: PanelAccess) =>
    (context: Context): Promise<Response> =>
        inTheirLanguage(context, deps, (userId) => {
            const {key = ''} = context.req.query();
            return details.answer(userId, key.slice(0, MOST_KEY));
        });

/** GET /api/v1/panel/curves: the performance data of one service. Queries: `key` of its row, `hours` back. */
export const panelCurvesRoute =
    (deps: HttpDeps, {details}: PanelAccess) =>
    (context: Context): Promise<Response> =>
        inTheirLanguage(context, deps, (userId) => {
            const {key = '', hours: typed} = context.req.query();
            const hours = CURVE_HOURS.find((one) => String(one) === typed);
            if (hours === undefined) {
                throw new AppError(
                    'bad_request',
                    `This is not a request of the panel: hours is none of ${CURVE_HOURS.join(', ')}.`,
                );
            }
            return details.curvesOf(userId, key.slice(0, MOST_KEY), hours);
        });

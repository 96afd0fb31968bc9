import type {Context} from 'hono';
import * as z from 'zod';
import {DOCTOR_PARTS, DOCTOR_STEPS} from '#contract';
import {requireAdministrator} from '../../app/doctor/doctor';
import {AppError} from '../../domain/errors';
import type {DoctorAccess, HttpDeps} from '../http_deps';
import {readJson} from '../read_body';

const requestSchema = z.object({
    part: z.enum(DOCTOR_PARTS),
    language: z.enum(['en', 'de']),
    failed: z.array(z.enum(DOCTOR_STEPS)).max(DOCTOR_STEPS.length).optional(),
    host: z.string().max(255).optional(),
    expected: z
        .object({
            host_uuid: z.string().max(64),
            host_name: z.string().max(255),
            mark: z.string().max(64),
            asked_at: z.number(),
        })
        .optional(),
    post_id: z.string().max(64).optional(),
    pressed: z.boolean().optional(),
    milliseconds: z.number().min(0).optional(),
});

/** POST /api/v1/doctor: called by the System Console. Administrators only, as results name users and servers. */
export const doctorRoute =
    ({userOf}: HttpDeps, {doctor, isAdministrator}: DoctorAccess) =>
    async (context: Context): Promise<Response> => {
        const user = userOf?.(context.req.raw.headers) ?? '';
        requireAdministrator(user !== '' && (await isAdministrator(user)), 'en');
        const request = requestSchema.safeParse(await readJson(context));
        if (!request.success) {
            const field = request.error.issues[0]?.path.join('.') || 'body';
            throw new AppError('bad_request', `This is not a request for Doctor: ${field} is missing or wrong.`);
        }
        return context.json(await doctor.examine(request.data, user));
    };

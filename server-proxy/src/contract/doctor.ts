import * as z from 'zod/mini';
import {LIMIT} from './limits';

/** The whole way of an alert and of an acknowledgement, step by step. */
export const DOCTOR_STEPS = [
    /** Are the settings complete and right? */
    'settings',
    /** The proxy, where one is used. */
    'proxy',
    /** Does anything answer at the address? */
    'reach',
    /** Is the certificate trusted? */
    'tls',
    /** Is the API key accepted, and whose is it? */
    'key',
    /** Is it an openITCOCKPIT, and which version? */
    'version',
    /** Does the role of the key's user have the rights the handler needs? */
    'rights',
    /** Does openITCOCKPIT's queue take commands? */
    'queue',
    /** The handler's own account in Mattermost. */
    'mattermost',
    /** The incoming webhook, where one is set. */
    'webhook',
    /** Where the notification command reports to. */
    'endpoint',
    /** Where Mattermost reports what people press. */
    'handler',
    /** openITCOCKPIT sends a real notification about a host that somebody chose. */
    'notification',
    /** A test alert is posted, */
    'post',
    /** its button pressed, */
    'press',
    /** so the handler edits the post, */
    'edit',
    /** and it is removed. */
    'remove',
] as const;

export type DoctorStepName = (typeof DOCTOR_STEPS)[number];

/**
 * `note`: works, but somebody should know. `skipped`: not reached because of a step before, or not needed here; then the
 * sentence says so.
 */
export const STEP_RESULTS = ['ok', 'note', 'failed', 'skipped'] as const;

/** Doctor goes part by part, so that each is shown as soon as it is known. `arrival` is repeated until it holds a step. */
export const DOCTOR_PARTS = ['openitcockpit', 'mattermost', 'notification', 'arrival', 'post', 'result'] as const;

export type DoctorPart = (typeof DOCTOR_PARTS)[number];

const stepSchema = z.object({
    name: z.enum(DOCTOR_STEPS),
    result: z.enum(STEP_RESULTS),
    /** null where it was not measured by itself. */
    milliseconds: z.nullable(z.number().check(z.gte(0))),
    /** One sentence in the language asked for; of a failure: what to do. Empty when not reached. */
    sentence: z.string().check(z.maxLength(LIMIT.message)),
});

export type DoctorStep = z.infer<typeof stepSchema>;

/** A real notification that openITCOCKPIT was asked for. */
const expectedSchema = z.object({
    host_uuid: z.string().check(z.maxLength(64)),
    host_name: z.string().check(z.maxLength(255)),
    /** Random text in its comment. */
    mark: z.string().check(z.maxLength(64)),
    /** Milliseconds since the epoch. */
    asked_at: z.number(),
});

export type ExpectedNotification = z.infer<typeof expectedSchema>;

const answerSchema = z.object({
    steps: z.array(stepSchema).check(z.maxLength(DOCTOR_STEPS.length)),
    /** Part `post`: what to press now with the session of the person. */
    press: z.optional(z.object({post_id: z.string(), action_id: z.string()})),
    /** Part `notification`: what to ask `arrival` about now. */
    expected: z.optional(expectedSchema),
});

/** Answer of POST /api/v1/doctor. */
export type DoctorAnswer = z.infer<typeof answerSchema>;

/** Body of POST /api/v1/doctor. */
export interface DoctorRequest {
    readonly part: DoctorPart;
    readonly language: 'en' | 'de';
    /** The steps that failed so far: what would get no further is left out. */
    readonly failed?: readonly DoctorStepName[] | undefined;
    /** Part `notification`: name of the host; empty: that step is left out. */
    readonly host?: string | undefined;
    /** Part `arrival`: as `notification` answered it. */
    readonly expected?: ExpectedNotification | undefined;
    /** Part `result`: the post that was pressed. */
    readonly post_id?: string | undefined;
    /** Part `result`: whether Mattermost took the press, and how long it took. */
    readonly pressed?: boolean | undefined;
    readonly milliseconds?: number | undefined;
}

/** @returns undefined for an answer this version does not understand */
export const parseDoctorAnswer = (value: unknown): DoctorAnswer | undefined => {
    const result = answerSchema.safeParse(value);
    return result.success ? result.data : undefined;
};

import * as z from 'zod/mini';
import {LIMIT} from './limits';

/** The complete path of an alert and of an acknowledgement, in order. */
export const DOCTOR_STEPS = [
    /** Are the settings complete and valid? */
    'settings',
    /** The proxy, if one is used. */
    'proxy',
    /** Does anything answer at the address? */
    'reach',
    /** Is the certificate trusted? */
    'tls',
    /** Is the API key accepted, and whose is it? */
    'key',
    /** Is it openITCOCKPIT, and which version? */
    'version',
    /** Does the role of the key's user have the rights the handler needs? */
    'rights',
    /** Does openITCOCKPIT's queue accept commands? */
    'queue',
    /** The event stream, if one is set. */
    'stream',
    /** The handler's own account in Mattermost. */
    'mattermost',
    /** The incoming webhook, if one is set. */
    'webhook',
    /** The address the notification command reports to. */
    'endpoint',
    /** The address Mattermost sends button presses to. */
    'handler',
    /** The webapp: does it run in Mattermost's web client, whole and in our version? Plugin only. */
    'web',
    /** openITCOCKPIT sends a real notification about a host of the user's choice. */
    'notification',
    /** The test alert is posted. */
    'post',
    /** Its button is pressed. */
    'press',
    /** The handler edits the post in response. */
    'edit',
    /** The test alert is deleted again. */
    'remove',
] as const;

export type DoctorStepName = (typeof DOCTOR_STEPS)[number];

/**
 * `note`: works, with a caveat. `skipped`: not reached because an earlier step failed (empty sentence), or not needed
 * here (the sentence says why).
 */
export const STEP_RESULTS = ['ok', 'note', 'failed', 'skipped'] as const;

/** Doctor runs in parts, so that results appear as they come in. `arrival` is polled until its answer holds a step. */
export const DOCTOR_PARTS = ['openitcockpit', 'mattermost', 'notification', 'arrival', 'post', 'result'] as const;

export type DoctorPart = (typeof DOCTOR_PARTS)[number];

const stepSchema = z.object({
    name: z.enum(DOCTOR_STEPS),
    result: z.enum(STEP_RESULTS),
    /** null if this step was not timed separately. */
    milliseconds: z.nullable(z.number().check(z.gte(0))),
    /** In the requested language; for a failure, includes the remedy. Empty if the step was not reached. */
    sentence: z.string().check(z.maxLength(LIMIT.message)),
});

export type DoctorStep = z.infer<typeof stepSchema>;

/** A real notification that openITCOCKPIT was asked to send. */
const expectedSchema = z.object({
    host_uuid: z.string().check(z.maxLength(64)),
    host_name: z.string().check(z.maxLength(255)),
    /** Random text in its comment, by which it is recognised. */
    mark: z.string().check(z.maxLength(64)),
    /** Milliseconds since the epoch. */
    asked_at: z.number(),
});

export type ExpectedNotification = z.infer<typeof expectedSchema>;

const answerSchema = z.object({
    steps: z.array(stepSchema).check(z.maxLength(DOCTOR_STEPS.length)),
    /** Part `post`: the button to press next, in the user's own session. */
    press: z.optional(z.object({post_id: z.string(), action_id: z.string()})),
    /** Part `notification`: what to poll `arrival` for. */
    expected: z.optional(expectedSchema),
});

/** Answer of POST /api/v1/doctor. */
export type DoctorAnswer = z.infer<typeof answerSchema>;

/** Body of POST /api/v1/doctor. */
export interface DoctorRequest {
    readonly part: DoctorPart;
    readonly language: 'en' | 'de';
    /** The steps that have failed so far; steps that depend on them are skipped. */
    readonly failed?: readonly DoctorStepName[] | undefined;
    /** Part `notification`: name of the host; empty to skip the step. */
    readonly host?: string | undefined;
    /** Part `arrival`: as returned by `notification`. */
    readonly expected?: ExpectedNotification | undefined;
    /** Part `result`: the post that was pressed. */
    readonly post_id?: string | undefined;
    /** Part `result`: whether Mattermost accepted the press, and how long that took. */
    readonly pressed?: boolean | undefined;
    readonly milliseconds?: number | undefined;
}

/** @returns undefined for an answer this version does not understand */
export const parseDoctorAnswer = (value: unknown): DoctorAnswer | undefined => {
    const result = answerSchema.safeParse(value);
    return result.success ? result.data : undefined;
};

import type {DoctorAnswer, DoctorRequest, DoctorStep} from '#contract';
import {AppError} from '../../domain/errors';
import {answeredTestAlert, verifyDoctor} from '../../domain/post/doctor_post';
import {type Language, says} from '../../domain/texts';

import type {ActionAnswer, ActionPress} from '../actions/press_action';
import {type DoctorContext, type Report, StepReporter} from './doctor_context';
import {examineMattermost} from './examine_mattermost';
import {examineOpenitcockpit} from './examine_openitcockpit';
import {examinePath} from './examine_path';
import {examineStream} from './examine_stream';
import {askForNotification, lookForArrival} from './real_notification';
import {DoctorReports} from './report';
import {finishTestAlert, type PressPort, postTestAlert, pressTestAlert} from './test_alert';

/** Tests the complete path of an alert and of an acknowledgement. Changes nothing in openITCOCKPIT. */
export interface Doctor {
    /**
     * Runs one part. Between `post` and `result` the caller presses the test alert in their own session.
     * @param userId gets the test alert as a direct message if no default channel is set; empty for nobody
     */
    examine(request: DoctorRequest, userId: string): Promise<DoctorAnswer>;
    /** Runs everything, including the press. */
    runAll(options: RunOptions): Promise<readonly DoctorStep[]>;
    /**
     * Reports everything in a direct message to the user, who presses the test alert; resolves once that is posted.
     * @param host of a real notification; empty for none
     */
    tellPerson(userId: string, language: Language, host: string): Promise<void>;
    /** @returns undefined if what was pressed is not a test alert @throws AppError `bad_signature`, `expired` */
    answerPress(press: ActionPress): Promise<ActionAnswer | undefined>;
}

export interface RunOptions {
    readonly language: Language;
    /** Overrides the default channel; empty to use that. */
    readonly channel: string;
    /** Name of the host of a real notification; empty for none. */
    readonly host: string;
    readonly press: PressPort;
    readonly onStep: Report;
    /** Called with a sentence before a step that takes long. */
    readonly onWait: (sentence: string) => void;
}

export const createDoctor = (context: DoctorContext): Doctor => {
    const reports = new DoctorReports(context);
    return {
        examine: (request, userId) => examine(context, request, userId),
        runAll: (options) => runAll(context, options),
        tellPerson: (userId, language, host) => reports.begin(userId, language, host),
        answerPress: (press) => answerPress(context, reports, press),
    };
};

const examine = async (context: DoctorContext, request: DoctorRequest, userId: string): Promise<DoctorAnswer> => {
    const steps: DoctorStep[] = [];
    const reporter = new StepReporter(
        (step) => steps.push(step),
        request.language,
        context.clock,
        undefined,
        request.failed,
    );
    switch (request.part) {
        case 'openitcockpit':
            await examineOpenitcockpit(context, reporter);
            await examineStream(context, reporter);
            return {steps};
        case 'mattermost':
            await examineMattermost(context, reporter);
            return {steps};
        case 'notification': {
            const expected = await askForNotification(context, reporter, request.host ?? '');
            return expected ? {steps, expected} : {steps};
        }
        case 'arrival':
            if (request.expected) {
                await lookForArrival(context, reporter, request.expected);
            }
            return {steps};
        case 'post': {
            const channel = context.settings.defaultChannel || (userId && (await context.chat.directChannel(userId)));
            const posted = await postTestAlert(context, reporter, channel);
            return posted ? {steps, press: {post_id: posted.postId, action_id: posted.actionId}} : {steps};
        }
        case 'result': {
            const {post_id = '', pressed = false, milliseconds = null} = request;
            await finishTestAlert(context, reporter, post_id, {pressed, milliseconds});
            return {steps};
        }
    }
};

const runAll = async (context: DoctorContext, options: RunOptions): Promise<DoctorStep[]> => {
    const {language, channel, host, press, onStep, onWait} = options;
    const steps: DoctorStep[] = [];
    const reporter = new StepReporter(
        (step) => {
            steps.push(step);
            onStep(step);
        },
        language,
        context.clock,
        onWait,
    );
    await examinePath(context, reporter, host);
    const posted = await postTestAlert(context, reporter, channel || context.settings.defaultChannel);
    if (posted) {
        const result = await pressTestAlert(context, reporter, posted.postId, press);
        await finishTestAlert(context, reporter, posted.postId, result);
    }
    return steps;
};

const answerPress = async (
    context: DoctorContext,
    reports: DoctorReports,
    press: ActionPress,
): Promise<ActionAnswer | undefined> => {
    const token = verifyDoctor(press.token, context.settings.signingSecrets, Math.floor(context.clock.now() / 1000));
    if (!token) {
        return undefined;
    }
    // Doctor checks the signing secret with a press that names no post.
    if (press.postId !== '') {
        await context.chat.updatePost(press.postId, answeredTestAlert(token.language));
    }
    if (token.report !== '') {
        await reports.finish(token, press.postId);
    }
    return {ephemeralText: ''};
};

/** @throws AppError `forbidden` */
export const requireAdministrator = (isAdministrator: boolean, language: Language): void => {
    if (!isAdministrator) {
        throw new AppError('forbidden', says(({failures}) => failures.doctorForAdministrators)(language));
    }
};

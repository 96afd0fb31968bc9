import {ACTION_DOCTOR, DOCTOR_PROP, ROUTE} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import {signDoctor, testAlert} from '../../domain/post/doctor_post';
import {says} from '../../domain/texts';
import type {DoctorContext, StepReporter} from './doctor_context';

/** Outcome of a press. `milliseconds` is null if it was not timed. */
export interface Press {
    readonly pressed: boolean;
    readonly milliseconds: number | null;
}

/**
 * Posts the test alert, unless Mattermost or the handler could not be reached.
 * @param report id of the report's post, which the press completes; empty if the caller continues instead
 * @returns what to press, or undefined if nothing was posted (the steps are then reported)
 */
export const postTestAlert = async (
    context: DoctorContext,
    steps: StepReporter,
    channel: string,
    report = '',
): Promise<{readonly postId: string; readonly actionId: string} | undefined> => {
    const {settings, chat} = context;
    if (steps.hasFailed('mattermost', 'handler')) {
        steps.skip('post', 'press', 'edit', 'remove');
        return undefined;
    }
    if (channel === '') {
        steps.tell('post', 'failed', steps.texts.noChannel);
        steps.skip('press', 'edit', 'remove');
        return undefined;
    }
    const {language} = steps;
    const token = signDoctor({report, language}, settings.signingSecrets[0], Math.floor(steps.now() / 1000));
    const content = testAlert({actionsUrl: settings.actionsUrl, token, language, twoWay: settings.twoWay});
    const posted = await steps.measure(
        'post',
        () => chat.createPost(channel, content),
        () => steps.texts.posted,
    );
    if (!posted) {
        steps.skip('press', 'edit', 'remove');
        return undefined;
    }
    return {postId: posted.found.postId, actionId: ACTION_DOCTOR};
};

/** Presses the test alert's button through Mattermost. @throws AppError if Mattermost got no response */
export type PressPort = (postId: string, actionId: string) => Promise<void>;

export const pressTestAlert = async (
    context: DoctorContext,
    steps: StepReporter,
    postId: string,
    press: PressPort,
): Promise<Press> => {
    if (!context.settings.twoWay) {
        return {pressed: false, milliseconds: null};
    }
    const started = steps.now();
    try {
        await press(postId, ACTION_DOCTOR);
        return {pressed: true, milliseconds: steps.since(started)};
    } catch {
        return {pressed: false, milliseconds: steps.since(started)};
    }
};

/** Reports the press and the edit, then deletes the post. @throws AppError `unknown_post` unless it is a test alert */
export const finishTestAlert = async (
    context: DoctorContext,
    steps: StepReporter,
    postId: string,
    {pressed, milliseconds}: Press,
): Promise<void> => {
    const {chat, settings} = context;
    const {texts} = steps;
    const started = steps.now();
    const state = await stateOf(context, postId, steps);
    if (!settings.twoWay) {
        steps.tell('press', 'note', texts.twoWayOff);
        steps.skip('edit');
    } else if (!pressed) {
        steps.tell('press', 'failed', whyNotPressed(settings.actionsUrl, steps), milliseconds);
        steps.skip('edit');
    } else {
        steps.tell('press', 'ok', texts.pressed, milliseconds);
        const edited = state === 'answered';
        steps.tell('edit', edited ? 'ok' : 'failed', edited ? texts.edited : texts.notEdited, steps.since(started));
    }
    const removing = steps.now();
    try {
        await chat.deletePost(postId);
        steps.tell('remove', 'ok', texts.removed, steps.since(removing));
    } catch (error) {
        const reason = asAppError(error).sentence(steps.language);
        steps.tell('remove', 'failed', texts.removedByHand(reason), steps.since(removing));
    }
};

/** @throws AppError `unknown_post` unless it is a test alert */
const stateOf = async ({chat}: DoctorContext, postId: string, steps: StepReporter): Promise<unknown> => {
    const state = (await chat.readPost(postId)).props[DOCTOR_PROP];
    if (state === undefined) {
        throw new AppError('unknown_post', says(({failures}) => failures.notATestAlert)(steps.language));
    }
    return state;
};

const whyNotPressed = (actionsUrl: string, {texts}: StepReporter): string =>
    actionsUrl.startsWith('/') ? texts.notPressedHere : texts.notPressed(actionsUrl.slice(0, -ROUTE.actions.length));

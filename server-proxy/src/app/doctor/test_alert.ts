import {ACTION_DOCTOR, DOCTOR_PROP, ROUTE} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import {signDoctor, testAlert} from '../../domain/post/doctor_post';
import {says} from '../../domain/texts';
import type {DoctorContext, HopReporter} from './doctor_context';

/** How a press ended that somebody else made. */
export interface Press {
    readonly pressed: boolean;
    readonly milliseconds: number | null;
}

/**
 * Posts the test alert, unless Mattermost would get no further than we did.
 * @param report post of the report that goes on after the press; empty: who presses goes on
 * @returns what to press; undefined when it could not be posted (and that is told)
 */
export const postTestAlert = async (
    context: DoctorContext,
    hops: HopReporter,
    channel: string,
    report = '',
): Promise<{readonly postId: string; readonly actionId: string} | undefined> => {
    const {settings, chat} = context;
    if (hops.hasFailed('mattermost', 'handler')) {
        hops.skip('post', 'press', 'edit', 'remove');
        return undefined;
    }
    if (channel === '') {
        hops.tell('post', 'failed', hops.texts.noChannel);
        hops.skip('press', 'edit', 'remove');
        return undefined;
    }
    const {language} = hops;
    const token = signDoctor({report, language}, settings.signingSecrets[0], Math.floor(hops.now() / 1000));
    const content = testAlert({actionsUrl: settings.actionsUrl, token, language, twoWay: settings.twoWay});
    const posted = await hops.measure(
        'post',
        () => chat.createPost(channel, content),
        () => hops.texts.posted,
    );
    if (!posted) {
        hops.skip('press', 'edit', 'remove');
        return undefined;
    }
    return {postId: posted.found.postId, actionId: ACTION_DOCTOR};
};

/** Presses the test alert's button through Mattermost. @throws AppError when Mattermost got no answer */
export type PressPort = (postId: string, actionId: string) => Promise<void>;

export const pressTestAlert = async (
    context: DoctorContext,
    hops: HopReporter,
    postId: string,
    press: PressPort,
): Promise<Press> => {
    if (!context.settings.twoWay) {
        return {pressed: false, milliseconds: null};
    }
    const started = hops.now();
    try {
        await press(postId, ACTION_DOCTOR);
        return {pressed: true, milliseconds: hops.since(started)};
    } catch {
        return {pressed: false, milliseconds: hops.since(started)};
    }
};

/** Tells how the press ended, looks what became of the post, and removes it. Touches no other post than a test alert. */
export const finishTestAlert = async (
    context: DoctorContext,
    hops: HopReporter,
    postId: string,
    {pressed, milliseconds}: Press,
): Promise<void> => {
    const {chat, settings} = context;
    const {texts} = hops;
    const started = hops.now();
    const state = await stateOf(context, postId, hops);
    if (!settings.twoWay) {
        hops.tell('press', 'note', texts.twoWayOff);
        hops.skip('edit');
    } else if (!pressed) {
        hops.tell('press', 'failed', whyNotPressed(settings.actionsUrl, hops), milliseconds);
        hops.skip('edit');
    } else {
        hops.tell('press', 'ok', texts.pressed, milliseconds);
        const edited = state === 'answered';
        hops.tell('edit', edited ? 'ok' : 'failed', edited ? texts.edited : texts.notEdited, hops.since(started));
    }
    const removing = hops.now();
    try {
        await chat.deletePost(postId);
        hops.tell('remove', 'ok', texts.removed, hops.since(removing));
    } catch (error) {
        const reason = asAppError(error).sentence(hops.language);
        hops.tell('remove', 'failed', texts.removedByHand(reason), hops.since(removing));
    }
};

/** @throws AppError `unknown_post` for a post that is no test alert */
const stateOf = async ({chat}: DoctorContext, postId: string, hops: HopReporter): Promise<unknown> => {
    const state = (await chat.readPost(postId)).props[DOCTOR_PROP];
    if (state === undefined) {
        throw new AppError('unknown_post', says(({failures}) => failures.notATestAlert)(hops.language));
    }
    return state;
};

const whyNotPressed = (actionsUrl: string, {texts}: HopReporter): string =>
    actionsUrl.startsWith('/') ? texts.notPressedHere : texts.notPressed(actionsUrl.slice(0, -ROUTE.actions.length));

import {AppError} from '../../domain/errors';
import {MARKDOWN, PLAIN} from '../../domain/explain/explanation_style';
import {timeFormat} from '../../domain/post/alert_post';
import {digestActions} from '../../domain/post/shift_post';
import {type Digest, digestOf} from '../../domain/shift/digest';
import {digestText} from '../../domain/shift/digest_text';
import {type HandoverSchedule, lastTimes, nextTime} from '../../domain/shift/schedule';
import {parseSpan, type Span} from '../../domain/shift/span';
import {scheduleIn} from '../../domain/subscription/schedules';
import {type Language, says} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {Answer} from '../commands/find_objects';
import {lookAround} from './look_back';
import {operatorViewer, personViewer, type Viewer} from './viewer';

/** Who wants to see a hand-over, and where. */
export interface HandoverReader {
    readonly userId: string;
    readonly channelId: string;
}

/** What a hand-over is about: a span, and the shift after it. */
export interface ShiftSpan extends Span {
    readonly until: number;
}

/** A hand-over was posted a moment ago: the one before is meant no longer, and this one not yet. */
const JUST_NOW_SECONDS = 600;

/**
 * The hand-over for one person, with buttons.
 * @param typed a span; empty: since the last time of the channel's schedule, or as long as a shift lasts
 * @throws AppError `bad_request`, `forbidden`, `mattermost_*`
 */
export const showHandover = async (
    context: AppContext,
    {userId, channelId}: HandoverReader,
    typed: string,
): Promise<Answer> => {
    const viewer = await personViewer(context, userId);
    const span = spanOf(context, typed, await scheduleOf(context, channelId));
    const {text, digest} = await makeDigest(context, viewer, span);
    const post = {does: 'post', channelId, userId, ...span} as const;
    return {text, attachments: digestActions(digest, {...actionOptions(context, viewer.language), post})};
};

/** The same for whoever runs the service, as plain text. @throws AppError `bad_request` */
export const tellHandover = async (context: AppContext, typed: string, language: Language): Promise<string> => {
    const span = spanOf(context, typed, undefined);
    return (await makeDigest(context, operatorViewer(context, language), span, PLAIN)).text;
};

export const makeDigest = async (
    context: AppContext,
    viewer: Viewer,
    {from, to, until}: ShiftSpan,
    style = MARKDOWN,
): Promise<{readonly text: string; readonly digest: Digest}> => {
    const digest = digestOf(await lookAround(context, viewer, from), {from, to}, until);
    const {language, timeZone} = viewer;
    return {text: digestText(digest, {language, formatTime: timeFormat(language, timeZone), style}), digest};
};

export const actionOptions = (context: AppContext, language: Language) => {
    const {actionsUrl, signingSecrets, twoWay} = context.settings;
    return {
        language,
        url: actionsUrl,
        secret: signingSecrets[0],
        nowSeconds: Math.floor(context.clock.now() / 1000),
        twoWay,
    };
};

const scheduleOf = async ({subscriptions}: AppContext, channelId: string): Promise<HandoverSchedule | undefined> => {
    const known = await subscriptions?.read();
    return known && scheduleIn(known, channelId);
};

/** Up to and with this very second. @throws AppError `bad_request` */
const spanOf = (context: AppContext, typed: string, schedule: HandoverSchedule | undefined): ShiftSpan => {
    const now = serverSeconds(context);
    const length = context.settings.shiftHours * 3600;
    const until = (schedule && nextTime(schedule, now)) ?? now + length;
    if (typed === '') {
        const [last, before] = schedule ? lastTimes(schedule, now) : [];
        const from = last !== undefined && now - last < JUST_NOW_SECONDS ? before : last;
        return {from: from ?? now - length, to: now + 1, until};
    }
    const seconds = parseSpan(typed);
    if (seconds === undefined) {
        throw new AppError(
            'bad_request',
            says(({shift}) => shift.spanWrong),
        );
    }
    return {from: now - seconds, to: now + 1, until};
};

import {targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {type AlertRecord, postOf} from '../../domain/alert/record';
import {curvePicture} from '../../domain/details/curve_picture';
import {curvesAnswer} from '../../domain/details/curves_answer';
import {curvesText} from '../../domain/details/details_text';
import {AppError, asAppError} from '../../domain/errors';
import {type Said, says, textsOf} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import {languageOf} from '../people/language_of';
import {visibleTo} from '../people/visible_to';
import type {PostRef} from '../posts/chat_port';
import {pngOf} from './png';

const HOURS = 24;

/**
 * Puts the curves of a service into the thread of its post, as a file and in words, once they are drawn. What goes wrong is told
 * to the person alone.
 * @returns what to tell meanwhile @throws AppError `forbidden`, `mattermost_*`
 */
export const showGraph = async (
    context: AppContext,
    record: AlertRecord,
    {userId, postId, channelId}: {readonly userId: string} & PostRef,
): Promise<Said> => {
    const sight = await visibleTo(context, userId);
    if (!(await sight.seesAlert(record)) || !(await context.chat.mayActIn(userId, channelId))) {
        throw new AppError(
            'forbidden',
            says(({policy}) => policy.notInChannel),
        );
    }
    // A list's button is not at the problem's post.
    const post = postOf(record).postId === '' ? {postId, channelId} : postOf(record);
    context.background.start('Drawing a graph', () => draw(context, record, userId, post));
    return says(({details}) => details.drawing);
};

const draw = async (context: AppContext, record: AlertRecord, userId: string, post: PostRef): Promise<void> => {
    const {chat, monitoring, settings, logger} = context;
    try {
        const {hostUuid, serviceUuid} = targetIds(record.alert.target);
        if (serviceUuid === undefined) {
            throw new AppError(
                'bad_request',
                says(({details}) => details.hostsHaveNoCurves),
            );
        }
        const end = serverSeconds(context);
        const span = {start: end - HOURS * 3600, end};
        const found = await monitoring.details.curves({hostUuid, serviceUuid}, span.start, span.end);
        if (found.every(({points}) => points.length === 0)) {
            throw new AppError(
                'unknown_object',
                says(({details}) => details.noCurves),
            );
        }
        const {language} = settings;
        const data = await pngOf(curvePicture(found, span, {language, formatTime: context.formatTime}));
        await chat.attach(post, curvesText(curvesAnswer(found, span, language)), {name: GRAPH_FILE, data});
    } catch (error) {
        const known = asAppError(error);
        logger.warn('A graph could not be shown', {alert: alertKey(targetIds(record.alert.target)), error: known});
        const spoken = await languageOf(context, userId, settings.language);
        const sentence = textsOf(spoken).details.noGraph(known.sentence(spoken));
        await chat.tell(userId, post, sentence, 'warning');
    }
};

const GRAPH_FILE = 'graph.png';

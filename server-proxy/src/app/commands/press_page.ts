import {requireSamePerson} from '../../domain/action/bulk_token';
import {verifyPage} from '../../domain/action/page_token';
import {parseProblemFilter} from '../../domain/alert/problem_filter';
import {listAcknowledged} from '../ack_ends/list_acknowledged';
import type {ActionAnswer, ActionPress} from '../actions/press_action';
import {type AppContext, nowSeconds} from '../app_context';
import {languageOf} from '../people/language_of';
import {listProblems} from './list_problems';

/**
 * *Next page* was pressed.
 * @returns undefined when it is another button
 * @throws AppError `bad_signature`, `expired`, `replayed`, `forbidden`, `openitcockpit_*`, `mattermost_*`
 */
export const pressPage = async (context: AppContext, press: ActionPress): Promise<ActionAnswer | undefined> => {
    const {settings, chat, replayGuard} = context;
    const token = verifyPage(press.token, settings.signingSecrets, nowSeconds(context));
    if (!token) {
        return undefined;
    }
    replayGuard.use(`press:${press.triggerId}`);
    requireSamePerson(token.userId, press.userId);
    const {list, typed, page, userId, siteUrl} = token;
    const language = await languageOf(context, userId, settings.language);
    const asker = {userId, siteUrl, language, command: `/openitcockpit ${list}`};
    const answer =
        list === 'problems'
            ? await listProblems(context, asker, {...parseProblemFilter(typed), page})
            : await listAcknowledged(context, asker, `${typed} page ${page}`.trim());
    const place = {postId: '', channelId: press.channelId};
    const {text: message, attachments} = answer;
    const told = await chat.tellPost(userId, place, {message, type: '', props: {attachments}});
    context.lists.shown(userId, told, answer);
    return {ephemeralText: ''};
};

import {endingAck, isAskable} from '../../domain/action/ack_end';
import {extended} from '../../domain/action/ack_until';
import type {AlertRecord} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {authorOf} from '../../domain/person';
import {type QuestionToken, verifyQuestion} from '../../domain/post/ack_question';
import {neutralize} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';
import {type ActionAnswer, type ActionPress, pressAction} from '../actions/press_action';
import {requireAuthority} from '../actions/require_authority';
import {requireTwoWay} from '../actions/require_two_way';
import {takeUp} from '../actions/take_up';
import {type AppContext, nowSeconds} from '../app_context';
import {audit} from '../people/audit';
import {connectionOf} from '../people/connections';
import {allowedUser} from '../people/policy';
import type {ChatUser} from '../posts/chat_port';
import {addThreadLine, showAlert} from '../posts/show_alert';
import {answerQuestion} from './answer_question';
import {withDecision, withRemoval} from './begin_end';

/** A button of an alert's post, of a list or of a question was pressed. @throws AppError as those below and `pressAction` */
export const pressAny = async (context: AppContext, press: ActionPress): Promise<ActionAnswer> =>
    (await pressQuestion(context, press)) ?? pressAction(context, press);

/**
 * A button of a question was pressed. The first press decides: by one compare-and-set with what follows from it.
 * @returns undefined when the button pressed is not one of a question
 * @throws AppError `bad_signature`, `expired`, `replayed`, `two_way_off`, `forbidden`, `mattermost_*`
 */
const pressQuestion = async (context: AppContext, press: ActionPress): Promise<ActionAnswer | undefined> => {
    const {signingSecrets} = context.settings;
    const token = verifyQuestion(press.token, signingSecrets, nowSeconds(context));
    if (!token) {
        return undefined;
    }
    requireTwoWay(context);
    if (token.userId !== press.userId) {
        throw new AppError(
            'forbidden',
            says(({ackEnds}) => ackEnds.notYours),
        );
    }
    context.replayGuard.use(`press:${press.triggerId}`);
    const record = await context.store.get(token.key);
    if (!record || record.question?.mark !== token.mark) {
        throw tooLate();
    }
    await requireAuthority(context, record);
    const action = token.act === 'release' ? 'remove_acknowledgement' : 'acknowledge';
    const user = await allowedUser(context, record, {userId: press.userId, action});
    await (token.act === 'release' ? release(context, token, user) : extend(context, token, user));
    context.background.start('The answer to a question', () => answerQuestion(context, record));
    return {ephemeralText: ''};
};

const tooLate = (): AppError =>
    new AppError(
        'forbidden',
        says(({ackEnds}) => ackEnds.tooLate),
    );

/** @returns the record after the decision @throws AppError `forbidden` when something else was decided before, or it is over */
const decide = async (
    context: AppContext,
    {key, mark}: QuestionToken,
    change: (record: AlertRecord, now: number) => AlertRecord,
): Promise<AlertRecord> => {
    let isDecided = false;
    const record = await context.store.update(key, (current) => {
        const now = nowSeconds(context);
        isDecided = current?.question?.mark === mark && isAskable(current, now);
        return current && isDecided ? change(current, now) : current;
    });
    if (!record || !isDecided) {
        context.background.start('The answer to a question', () => answerQuestion(context, {key}));
        throw tooLate();
    }
    return record;
};

/** For as long again as it was given for. It is ours to keep: openITCOCKPIT knows nothing of ends. */
const extend = async (context: AppContext, token: QuestionToken, user: ChatUser): Promise<void> => {
    let until = 0;
    const record = await decide(context, token, (current, now) => {
        const ack = endingAck(current);
        if (!ack) {
            return current;
        }
        until = extended({until: ack.until, lasts: ack.lasts ?? 0}, now);
        return {
            ...withDecision(current, {decided: 'extended', extendedTo: until}),
            ack: {...ack, until},
            updatedAt: now,
        };
    });
    const who = {userId: user.id, username: user.username, author: authorOf(user)};
    const detail = context.formatTime(until);
    await audit(context, record, who, {action: 'acknowledge', result: 'extended', detail});
    context.ackEnds.later();
    context.background.start('Showing an extended acknowledgement', async () => {
        await showAlert(context, token.key);
        const words = textsOf(context.settings.language).ackEnds;
        await addThreadLine(context, record, words.extended(neutralize(who.author), detail), 'acknowledgement');
    });
};

const release = async (context: AppContext, token: QuestionToken, user: ChatUser): Promise<void> => {
    const connection = await connectionOf(context, user.id);
    const id = context.nonce();
    const actor = {
        id,
        userId: user.id,
        username: user.username,
        author: authorOf({...user, fullName: connection?.userName || user.fullName}),
        ...(connection ? {ownKey: true as const} : {}),
    };
    const record = await decide(context, token, (current, now) =>
        withDecision(withRemoval(current, actor, undefined, now), {decided: 'released'}),
    );
    await audit(context, record, actor, {action: 'remove_acknowledgement', result: 'asked'});
    context.background.start('An action', () => takeUp(context, token.key, id, true));
};

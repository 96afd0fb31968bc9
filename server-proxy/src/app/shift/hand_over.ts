import {AppError, asAppError} from '../../domain/errors';
import {authorOf} from '../../domain/person';
import {type Handover, type Party, withHandover} from '../../domain/shift/shift_state';
import {neutralize, oneLine} from '../../domain/text';
import {type Language, says, textsOf} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import {inTime} from '../commands/patience';
import {neverAllowed, whyNeverAllowed} from '../people/policy';
import type {ChatUser} from '../posts/chat_port';
import {auditHandover} from './audit_handover';
import {problemsFor} from './owned_problems';
import {settleHandover} from './settle_handover';

/**
 * Asks somebody, in a direct message, to take over the problems that are the asker's. It is stored first: a turn sees to what a
 * crash interrupts.
 * @returns a sentence for the asker
 * @throws AppError `forbidden` saying why not, `mattermost_*`
 */
export const askHandover = async (context: AppContext, fromId: string, to: ChatUser): Promise<string> => {
    const from = await context.chat.user(fromId);
    refuseStrangers(from, to);
    const now = nowSeconds(context);
    const who = neutralize(authorOf(to));
    const {seen, unseen} = await problemsFor(context, from.id, to.id, now);
    if (seen.length === 0) {
        throw new AppError(
            'forbidden',
            says(({shift}) => (unseen === 0 ? shift.nothingOfYours : shift.theySeeNone(who))),
        );
    }
    const asked: Handover = {
        id: context.nonce(),
        from: partyOf(from),
        to: partyOf(to),
        askedAt: now,
        count: seen.length,
        triedAt: 0,
    };
    const before = await context.shifts.update((state) => withHandover(state, asked));
    await auditHandover(context, asked, 'asked', seen);
    context.background.start('Asking for a hand-over', async () => {
        for (const {id} of before.handovers.filter((one) => !one.done && one.from.userId === from.id)) {
            await settleHandover(context, id);
        }
    });
    const texts = textsOf(from.language ?? context.settings.language).shift;
    return `${texts.asked(who, seen.length)}${unseen > 0 ? texts.notSeen(unseen) : ''}`;
};

/** Who hands over, and where they typed it. */
export interface HandoverAsker {
    readonly userId: string;
    readonly channelId: string;
    /** Empty outside a thread. */
    readonly rootId: string;
    readonly language: Language;
}

/**
 * The same, by name. What takes longer than somebody waits goes on, and they are told where they typed it how it ended.
 * @param typed e.g. `@jane`
 * @returns a sentence for the asker
 * @throws AppError `forbidden` as above, `bad_request`
 */
export const askHandoverByName = async (context: AppContext, asker: HandoverAsker, typed: string): Promise<string> => {
    const asked = askByName(context, asker.userId, typed);
    const said = await inTime<string | undefined>(asked, undefined);
    if (said !== undefined) {
        return said;
    }
    context.background.start('Telling how a hand-over ended', () => tellEnd(context, asker, asked));
    return textsOf(asker.language).shift.stillAsking;
};

const tellEnd = async (
    {chat, logger}: AppContext,
    {userId, channelId, rootId: postId, language}: HandoverAsker,
    asked: Promise<string>,
): Promise<void> => {
    const message = await asked.catch((error: unknown) => {
        const known = asAppError(error);
        logger.warn('A hand-over was refused', {user: userId, error: known});
        return known.sentence(language);
    });
    await chat.tellPost(userId, {postId, channelId}, {message, type: '', props: {}});
};

const askByName = async (context: AppContext, fromId: string, typed: string): Promise<string> => {
    const name = typed.replace(/^@/, '').trim().split(/\s/)[0] ?? '';
    const to = /^[a-z0-9._-]{1,64}$/i.test(name) ? await context.chat.userNamed(name) : undefined;
    if (!to) {
        throw new AppError(
            'bad_request',
            says(({shift}) => shift.nobodyNamed(neutralize(oneLine(`@${name}`, 65)))),
        );
    }
    return askHandover(context, fromId, to);
};

const refuseStrangers = (from: ChatUser, to: ChatUser): void => {
    const never = whyNeverAllowed(from);
    if (never !== undefined) {
        throw new AppError('forbidden', never);
    }
    if (from.id === to.id) {
        throw new AppError(
            'forbidden',
            says(({shift}) => shift.notToYourself),
        );
    }
    const why = neverAllowed(to);
    if (why !== undefined) {
        const who = neutralize(authorOf(to));
        throw new AppError(
            'forbidden',
            says(({shift}) => shift.notToThem[why](who)),
        );
    }
};

const partyOf = (user: ChatUser): Party => ({userId: user.id, username: user.username, author: authorOf(user)});

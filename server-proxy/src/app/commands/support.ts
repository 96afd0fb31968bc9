import {AppError} from '../../domain/errors';
import {textsOf} from '../../domain/texts';
import type {Subcommand} from './command';

/** Works without usable settings too: that is when it is needed. */
export const SUPPORT: Subcommand = {
    word: 'support',
    help: (texts) => texts.support,
    run: async ({sendSupport, userId, language}) => {
        const texts = textsOf(language).commands;
        if (!sendSupport) {
            throw new AppError('misconfigured', texts.notNow);
        }
        await sendSupport(userId, language);
        return texts.supportSent;
    },
};

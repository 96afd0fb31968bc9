import {AppError} from '../../domain/errors';
import {textsOf} from '../../domain/texts';
import type {Subcommand} from './command';
import {statusText} from './status_text';

export const STATUS: Subcommand = {
    word: 'status',
    help: (texts) => texts.status,
    run: async ({health, language, person}) => {
        // It names addresses and channels.
        if ((await person?.())?.isGuest) {
            throw new AppError('forbidden', textsOf(language).commands.statusNotForGuests);
        }
        return statusText(health, language);
    },
};

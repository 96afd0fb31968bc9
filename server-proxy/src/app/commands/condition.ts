import {AppError} from '../../domain/errors';
import {textsOf} from '../../domain/texts';
import {ready, type Subcommand} from './command';
import {statusText} from './status_text';

// What tells how this program and its neighbours are.

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

/** Takes longer than anybody waits for a command, so the report is a direct message that grows. */
export const DOCTOR: Subcommand = {
    word: 'doctor',
    help: (texts) => texts.doctor,
    argument: {names: 'hosts', hint: (texts) => texts.host, help: (texts) => texts.doctorHost},
    run: async (call) => {
        await ready(call).startDoctor(call.userId, call.language, call.args);
        return textsOf(call.language).commands.doctorStarted;
    },
};

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

export const VERSION: Subcommand = {
    word: 'version',
    help: (texts) => texts.version,
    run: ({health, language}) => {
        const {version, openitcockpit_version: theirs = textsOf(language).commands.notReachedYet} = health;
        return `openITCOCKPIT for Mattermost ${version}, openITCOCKPIT ${theirs}`;
    },
};

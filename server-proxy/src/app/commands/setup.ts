import {AppError} from '../../domain/errors';
import {permalink} from '../../domain/post/links';
import {neutralize} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';

import type {Deed, Led, Look, SetupGuide} from '../setup/guide';
import type {CommandCall, Subcommand} from './command';
import {ready} from './ready';

/** What the words behind `/openitcockpit setup` work with. */
export interface SetupDoor {
    readonly guide: SetupGuide;
    /** @returns undefined when there is nobody of that name */
    userIdOf(username: string): Promise<string | undefined>;
}

export const SETUP: Subcommand = {
    word: 'setup',
    help: (texts) => texts.setup,
    argument: {hint: () => '[apply | export | undo | lines | handover @user]', help: (texts) => texts.setupHelp},
    run: async (call) => {
        const [word = '', who = ''] = call.args.split(' ');
        const act = Object.hasOwn(ACTS, word.toLowerCase()) ? ACTS[word.toLowerCase()] : undefined;
        if (!act) {
            const shown = neutralize(word.slice(0, 40));
            throw new AppError(
                'bad_request',
                says(({setup}) => setup.unknownWord(shown)),
            );
        }
        const led = {userId: call.userId, siteUrl: call.siteUrl};
        return act({door: ready(call).setupDoor, call, led, who: who.replace(/^@/, '').toLowerCase()});
    },
};

interface Act {
    readonly door: SetupDoor;
    readonly call: CommandCall;
    readonly led: Led;
    readonly who: string;
}

const write =
    (look: Look) =>
    async ({door, call, led}: Act): Promise<string> => {
        const postId = await door.guide.write(led, look);
        return textsOf(call.language).setupChat.wrote(permalink(call.siteUrl, postId));
    };

const say =
    (deed: Deed) =>
    ({door, led}: Act): Promise<string> =>
        door.guide.say(led, deed);

const ACTS: Readonly<Record<string, (act: Act) => Promise<string>>> = {
    '': write('look'),
    safe: write('safe'),
    curl: write('curl'),
    takeover: write('takeover'),
    apply: say('apply'),
    replace: say('replace'),
    export: say('export'),
    undo: say('undo'),
    lines: ({door, led}) => door.guide.lines(led),
    handover: async ({door, led, who}) => {
        const toId = who === '' ? undefined : await door.userIdOf(who);
        if (toId === undefined) {
            throw new AppError(
                'bad_request',
                says(({setup}) => setup.noSuchUser(neutralize(who.slice(0, 64)))),
            );
        }
        return door.guide.handOver(led, toId);
    },
};

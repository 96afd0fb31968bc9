import {AppError} from '../../domain/errors';
import {permalink} from '../../domain/post/links';
import {neutralize} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';

import type {Deed, Led, PlanRequest, SetupGuide} from '../setup/guide';
import {type CommandCall, ready, type Subcommand} from './command';

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
        return act({guide: ready(call).setup, call, led, who: who.replace(/^@/, '').toLowerCase()});
    },
};

interface Act {
    readonly guide: SetupGuide;
    readonly call: CommandCall;
    readonly led: Led;
    readonly who: string;
}

const write =
    (request: PlanRequest) =>
    async ({guide, call, led}: Act): Promise<string> => {
        const postId = await guide.write(led, request);
        return textsOf(call.language).setupChat.wrote(permalink(call.siteUrl, postId));
    };

const say =
    (deed: Deed) =>
    ({guide, led}: Act): Promise<string> =>
        guide.say(led, deed);

const ACTS: Readonly<Record<string, (act: Act) => Promise<string>>> = {
    '': write('look'),
    safe: write('safe'),
    curl: write('curl'),
    takeover: write('takeover'),
    apply: say('apply'),
    replace: say('replace'),
    export: say('export'),
    undo: say('undo'),
    lines: ({guide, led}) => guide.lines(led),
    handover: ({guide, led, who}) => guide.handOverTo(led, who),
};

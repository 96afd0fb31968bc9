import {AppError} from '../../domain/errors';
import {permalink} from '../../domain/post/links';
import {neutralize} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';

import type {Administrator, PlanRequest, SetupGuide, SetupStep} from '../setup/guide';
import {type CommandCall, ready, type Subcommand} from './command';

export const SETUP: Subcommand = {
    word: 'setup',
    help: (texts) => texts.setup,
    argument: {
        hint: () => '[channel | commands | apply | export | undo | lines | network]',
        help: (texts) => texts.setupHelp,
    },
    run: async (call) => {
        const [word = ''] = call.args.split(' ');
        const act = Object.hasOwn(ACTS, word.toLowerCase()) ? ACTS[word.toLowerCase()] : undefined;
        if (!act) {
            const shown = neutralize(word.slice(0, 40));
            throw new AppError(
                'bad_request',
                says(({setup}) => setup.unknownWord(shown)),
            );
        }
        const administrator = {userId: call.userId, siteUrl: call.siteUrl, language: call.language};
        return act({guide: ready(call).setup, call, administrator});
    },
};

interface Act {
    readonly guide: SetupGuide;
    readonly call: CommandCall;
    readonly administrator: Administrator;
}

const write =
    (request: PlanRequest) =>
    async ({guide, call, administrator}: Act): Promise<string> => {
        const postId = await guide.write(administrator, request);
        return textsOf(call.language).setupChat.wrote(permalink(call.siteUrl, postId));
    };

const say =
    (step: SetupStep) =>
    ({guide, administrator}: Act): Promise<string> =>
        guide.say(administrator, step);

const ACTS: Readonly<Record<string, (act: Act) => Promise<string>>> = {
    '': write('look'),
    commands: write('check'),
    safe: write('safe'),
    curl: write('curl'),
    channel: say('channel'),
    apply: say('apply'),
    replace: say('replace'),
    export: say('export'),
    undo: say('undo'),
    lines: ({guide, administrator}) => guide.lines(administrator),
    network: ({guide, administrator}) => guide.network(administrator),
};

import {ready, type Subcommand} from './command';

/** In the thread of an alert's post: what *Save to openITCOCKPIT* does, for where there is no such menu. */
export const SAVE: Subcommand = {
    word: 'save',
    help: (_, {words}) => words.command.help,
    argument: {hint: (_, {words}) => words.command.hint, help: (_, {words}) => words.command.argument},
    run: async (call) => {
        const {userId, channelId, rootId, args: text, language} = call;
        const said = await ready(call).saveTypedWords({userId, channelId, rootId, text});
        return said(language);
    },
};

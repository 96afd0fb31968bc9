import {textsOf} from '../../domain/texts';
import {ready, type Subcommand} from './command';
import {inTime, PATIENCE_SECONDS} from './patience';

/** In the thread of an alert's post: what *Save to openITCOCKPIT* does, for where there is no such menu. */
export const SAVE: Subcommand = {
    word: 'save',
    help: (_, {words}) => words.command.help,
    argument: {hint: (_, {words}) => words.command.hint, help: (_, {words}) => words.command.argument},
    run: (call) => {
        const {userId, rootId, args: text, language} = call;
        const saved = ready(call).saveTypedWords({userId, rootId, text});
        return inTime(
            saved.then((said) => said(language)),
            textsOf(language).found.tooSlow(PATIENCE_SECONDS),
        );
    },
};

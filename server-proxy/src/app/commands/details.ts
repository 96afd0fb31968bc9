import {textsOf} from '../../domain/texts';
import {ready, type Subcommand} from './command';
import {inTime, PATIENCE_SECONDS} from './patience';

export const DETAILS: Subcommand = {
    word: 'details',
    help: (texts) => texts.details,
    argument: {names: 'hosts', hint: (texts) => texts.explainHint, help: (texts) => texts.explainHelp},
    run: (call) => {
        const {userId, args: typed, language} = call;
        return inTime(
            ready(call).tellDetails({userId, language}, typed),
            textsOf(language).found.tooSlow(PATIENCE_SECONDS),
        );
    },
};

import {MARKDOWN} from '../../domain/explain/explanation_style';
import {textsOf} from '../../domain/texts';
import {ready, type Subcommand} from './command';
import {inTime, PATIENCE_SECONDS} from './patience';

export const EXPLAIN: Subcommand = {
    word: 'explain',
    help: (texts) => texts.explain,
    argument: {names: 'hosts', hint: (texts) => texts.explainHint, help: (texts) => texts.explainHelp},
    run: (call) => {
        const {userId, args: typed, language, timeZone, siteUrl} = call;
        const request = {reader: {userId}, typed, language, timeZone, siteUrl, style: MARKDOWN};
        return inTime(ready(call).explain(request), textsOf(language).found.tooSlow(PATIENCE_SECONDS));
    },
};

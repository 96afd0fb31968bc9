import {PLUGIN_ID, ROUTE} from '#contract';
import {withoutEndSlashes} from '../../domain/address';
import {textsOf} from '../../domain/texts';
import {type CommandAnswer, type CommandCall, ready, type Subcommand} from './command';
import {inTime, PATIENCE_SECONDS} from './patience';

/** `@jane`: hands over to her; `schedule …`: by itself; anything else is a span. */
export const HANDOVER: Subcommand = {
    word: 'handover',
    help: (_, {shift}) => shift.command.handover,
    argument: {
        names: 'people',
        hint: (_, {shift}) => shift.command.handoverHint,
        help: (_, {shift}) => shift.command.handoverHelp,
    },
    run: (call) =>
        call.args.startsWith('@')
            ? ready(call).handOver(call, call.args)
            : inTime(answerHandover(call), textsOf(call.language).found.tooSlow(PATIENCE_SECONDS)),
};

const answerHandover = async (call: CommandCall): Promise<CommandAnswer> => {
    const {args} = call;
    const application = ready(call);
    const schedule = /^schedule(?: (.*))?$/i.exec(args);
    if (schedule) {
        return application.subscribing.schedules.answer(call, schedule[1] ?? '');
    }
    return application.handover(call, args);
};

export const REPORT: Subcommand = {
    word: 'report',
    help: (_, {shift}) => shift.command.report,
    argument: {hint: (_, {shift}) => shift.command.reportHint, help: (_, {shift}) => shift.command.reportHelp},
    run: async (call) => {
        const {userId, args, siteUrl, language} = call;
        const late = {text: textsOf(language).found.tooSlow(PATIENCE_SECONDS)};
        const {text} = await inTime(ready(call).report({userId}, args), late);
        return text === late.text || siteUrl === ''
            ? text
            : `${text}\n\n${textsOf(language).shift.csv(csvUrl(siteUrl, args))}`;
    },
};

/** The browser that opens it is logged in, so that it gets what this person may see. */
const csvUrl = (siteUrl: string, span: string): string =>
    `${withoutEndSlashes(siteUrl)}/plugins/${PLUGIN_ID}${ROUTE.reportCsv}?span=${encodeURIComponent(span)}`;

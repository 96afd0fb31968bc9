import {parseProblemFilter} from '../../domain/alert/problem_filter';
import {textsOf} from '../../domain/texts';
import {type CommandAnswer, type CommandApplication, type CommandCall, ready, type Subcommand} from './command';
import type {Answer, Asker} from './find_objects';
import {inTime, PATIENCE_SECONDS} from './patience';

/** Runs a use case that asks openITCOCKPIT. @throws AppError */
export const askOpenitcockpit = async (
    call: CommandCall,
    word: string,
    use: (application: CommandApplication, asker: Asker) => Promise<Answer>,
): Promise<CommandAnswer> => {
    const {userId, siteUrl, language} = call;
    const asker = {userId, siteUrl, language, command: `/openitcockpit ${word}`};
    const answer = await inTime<Answer>(use(ready(call), asker), {
        text: textsOf(call.language).found.tooSlow(PATIENCE_SECONDS),
        attachments: [],
    });
    return answer.attachments.length === 0 && !answer.list ? answer.text : answer;
};

export const PROBLEMS: Subcommand = {
    word: 'problems',
    help: (texts) => texts.problems,
    argument: {hint: (texts) => texts.problemsHint, help: (texts) => texts.problemsHelp},
    run: (call) =>
        askOpenitcockpit(call, 'problems', (application, asker) =>
            application.listProblems(asker, parseProblemFilter(call.args)),
        ),
};

export const ACKNOWLEDGED: Subcommand = {
    word: 'acknowledged',
    help: (texts) => texts.acknowledged,
    argument: {hint: (texts) => texts.acknowledgedHint, help: (texts) => texts.acknowledgedHelp},
    run: (call) =>
        askOpenitcockpit(call, 'acknowledged', (application, asker) => application.listAcknowledged(asker, call.args)),
};

export const HOST: Subcommand = {
    word: 'host',
    help: (texts) => texts.showHost,
    argument: {names: 'hosts', hint: (texts) => texts.showHostHint, help: (texts) => texts.showHostHelp},
    run: (call) => askOpenitcockpit(call, 'host', (application, asker) => application.showHost(asker, call.args)),
};

export const SERVICE: Subcommand = {
    word: 'service',
    help: (texts) => texts.showService,
    argument: {names: 'services', hint: (texts) => texts.showServiceHint, help: (texts) => texts.showServiceHelp},
    run: (call) => askOpenitcockpit(call, 'service', (application, asker) => application.showService(asker, call.args)),
};

import {parseProblemFilter} from '../../domain/alert/problem_filter';
import {askOpenitcockpit} from './ask_openitcockpit';
import type {Subcommand} from './command';

export const PROBLEMS: Subcommand = {
    word: 'problems',
    help: (texts) => texts.problems,
    argument: {hint: (texts) => texts.problemsHint, help: (texts) => texts.problemsHelp},
    run: (call) =>
        askOpenitcockpit(call, 'problems', (application, asker) =>
            application.listProblems(asker, parseProblemFilter(call.args)),
        ),
};

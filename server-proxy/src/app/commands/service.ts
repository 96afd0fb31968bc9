import {askOpenitcockpit} from './ask_openitcockpit';
import type {Subcommand} from './command';

export const SERVICE: Subcommand = {
    word: 'service',
    help: (texts) => texts.showService,
    argument: {names: 'services', hint: (texts) => texts.showServiceHint, help: (texts) => texts.showServiceHelp},
    run: (call) => askOpenitcockpit(call, 'service', (application, asker) => application.showService(asker, call.args)),
};

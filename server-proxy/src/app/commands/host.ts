import {askOpenitcockpit} from './ask_openitcockpit';
import type {Subcommand} from './command';

export const HOST: Subcommand = {
    word: 'host',
    help: (texts) => texts.showHost,
    argument: {names: 'hosts', hint: (texts) => texts.showHostHint, help: (texts) => texts.showHostHelp},
    run: (call) => askOpenitcockpit(call, 'host', (application, asker) => application.showHost(asker, call.args)),
};

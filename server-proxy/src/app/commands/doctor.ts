import {textsOf} from '../../domain/texts';
import type {Subcommand} from './command';
import {ready} from './command';

/** Takes longer than anybody waits for a command, so the report is a direct message that grows. */
export const DOCTOR: Subcommand = {
    word: 'doctor',
    help: (texts) => texts.doctor,
    argument: {names: 'hosts', hint: (texts) => texts.host, help: (texts) => texts.doctorHost},
    run: async (call) => {
        await ready(call).startDoctor(call.userId, call.language, call.args);
        return textsOf(call.language).commands.doctorStarted;
    },
};

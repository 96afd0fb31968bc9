import {textsOf} from '../../domain/texts';
import {ready, type Subcommand} from './command';

export const DISCONNECT: Subcommand = {
    word: 'disconnect',
    help: (texts) => texts.disconnect,
    run: async (call) => {
        const texts = textsOf(call.language).people;
        return (await ready(call).disconnect(call.userId)) ? texts.disconnected : texts.notConnected;
    },
};

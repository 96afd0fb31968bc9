import {AppError} from '../../domain/errors';
import {textsOf} from '../../domain/texts';
import {ready, type Subcommand} from './command';

export const CONNECT: Subcommand = {
    word: 'connect',
    help: (texts) => texts.connect,
    run: async (call) => {
        const {userId, channelId, triggerId, args, language} = call;
        if (args !== '') {
            throw new AppError('bad_request', textsOf(language).people.neverTypeKeys);
        }
        await ready(call).connect({userId, channelId, triggerId});
        return textsOf(language).people.dialogOpened;
    },
};

export const DISCONNECT: Subcommand = {
    word: 'disconnect',
    help: (texts) => texts.disconnect,
    isUnlisted: true,
    run: async (call) => {
        const texts = textsOf(call.language).people;
        return (await ready(call).disconnect(call.userId)) ? texts.disconnected : texts.notConnected;
    },
};

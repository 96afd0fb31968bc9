import {AppError} from '../../domain/errors';

interface Opener {
    readonly userId: string;
    readonly channelId: string;
}

/** A dialog can be submitted only by whoever opened it, and where they did. @throws AppError `bad_signature` */
export const requireOpener = (opened: Opener, sent: Opener): void => {
    if (opened.userId !== sent.userId || opened.channelId !== sent.channelId) {
        throw new AppError('bad_signature', 'This dialog was opened for another person or channel.');
    }
};

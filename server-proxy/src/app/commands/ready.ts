import {AppError} from '../../domain/errors';
import {textsOf} from '../../domain/texts';
import type {CommandApplication, CommandCall} from './command';

/** @throws AppError `misconfigured` while there are no settings that can be used */
export const ready = ({application, language}: CommandCall): CommandApplication => {
    if (!application) {
        throw new AppError('misconfigured', textsOf(language).commands.notNow);
    }
    return application;
};

import {AppError} from '../../domain/errors';
import {commandTextsOf} from '../../domain/texts/command';
import type {CommandApplication, CommandCall} from './command';

/** @throws AppError `misconfigured` while there are no settings that can be used */
export const ready = ({application, language}: CommandCall): CommandApplication => {
    if (!application) {
        throw new AppError('misconfigured', commandTextsOf(language).notNow);
    }
    return application;
};

import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';

/** The disk did not take a record. */
export const notStored = (cause: unknown): AppError => {
    const code = (cause as NodeJS.ErrnoException).code ?? 'error';
    return new AppError(
        'internal',
        says(({health}) => health.notStored(code)),
        {cause},
    );
};

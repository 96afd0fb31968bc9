import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';

/** Failures of the disk that may pass by themselves or with some tidying up, unlike a folder that is wrong. */
const PASSING: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM']);

/**
 * Why the data folder cannot be opened.
 * @param file in the folder, if only that one is at fault
 * @returns `busy` if starting again may help, else `misconfigured`; an AppError stays itself
 */
export const diskError = (folder: string, cause: unknown, file = ''): AppError => {
    if (cause instanceof AppError) {
        return cause;
    }
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    const what = file === '' ? code : `${file}: ${code}`;
    return new AppError(
        PASSING.has(code) ? 'busy' : 'misconfigured',
        `DATA_FOLDER ${folder} cannot be used (${what}).`,
        {cause},
    );
};

/** A change that did not reach the disk. */
export const notStored = (cause: unknown): AppError => {
    const code = (cause as NodeJS.ErrnoException).code ?? 'error';
    return new AppError(
        'internal',
        says(({health}) => health.notStored(code)),
        {cause},
    );
};

import type {Part} from '../../domain/details/problem_details';
import {AppError, asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {inTime, PATIENCE_SECONDS} from '../commands/patience';

/** Never rejects, and does not wait for ever: all parts have to be there before Mattermost gives up on the request. */
export const partOf = <T>(work: Promise<T>): Promise<Part<T>> =>
    inTime<Part<T>>(
        work.then(
            (value): Part<T> => ({value}),
            (error: unknown): Part<T> => ({missing: asAppError(error)}),
        ),
        {
            missing: new AppError(
                'openitcockpit_timeout',
                says(({found}) => found.tooSlow(PATIENCE_SECONDS)),
            ),
        },
    );

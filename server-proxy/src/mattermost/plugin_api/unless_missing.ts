import {asAppError} from '../../domain/errors';
import type {GobStruct} from '../../wire';
import {structOf} from '../../wire/go_values';

/** @returns what Mattermost answered; undefined if it has no such object */
export const unlessMissing = async (answer: Promise<GobStruct>): Promise<GobStruct | undefined> => {
    try {
        return structOf((await answer).A);
    } catch (error) {
        const known = asAppError(error);
        if (known.code === 'mattermost_not_found') {
            return undefined;
        }
        throw known;
    }
};

import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';

/** @throws AppError `two_way_off` */
export const requireTwoWay = ({settings}: Pick<AppContext, 'settings'>): void => {
    if (!settings.twoWay) {
        throw new AppError(
            'two_way_off',
            says(({alerts}) => alerts.twoWayOff),
        );
    }
};

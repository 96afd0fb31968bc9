import type {ComponentType} from 'react';
import {lateDoor} from '../late_door';
import type {DetailsProps} from './problem_details';

/** In the details of a row, until what openITCOCKPIT tells can be shown. */
export const detailsDoor = (load: () => Promise<{readonly ProblemDetails: ComponentType<DetailsProps>}>) =>
    lateDoor(async () => (await load()).ProblemDetails, {
        loading: 'openitcockpit.list.asking',
        notLoaded: 'openitcockpit.list.other_version',
        broken: 'openitcockpit.panel.broken',
    });

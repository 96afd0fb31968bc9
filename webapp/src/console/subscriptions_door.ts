import type {ComponentType} from 'react';
import {lateDoor} from '../late_door';
import type {AdminSettingProps} from '../types/registry';

/** In the System Console, until the subscriptions are there: who does not open that page does not load them. */
export const subscriptionsDoor = (load: () => Promise<{readonly Subscriptions: ComponentType<AdminSettingProps>}>) =>
    lateDoor(async () => (await load()).Subscriptions, {
        loading: 'openitcockpit.subscriptions.working',
        notLoaded: 'openitcockpit.subscriptions.not_loaded',
        broken: 'openitcockpit.subscriptions.broken',
    });

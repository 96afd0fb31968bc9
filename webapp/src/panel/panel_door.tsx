import type {ComponentType} from 'react';
import {lateDoor} from '../late_door';

/** In the sidebar, until the panel is there. */
export const panelDoor = (load: () => Promise<{readonly Panel: ComponentType}>) =>
    lateDoor(async () => (await load()).Panel, {
        loading: 'openitcockpit.panel.loading',
        notLoaded: 'openitcockpit.panel.not_loaded',
        broken: 'openitcockpit.panel.broken',
    });

import type {World} from './openitcockpit/world';
import {waitFor} from './wait_for';

/** When a notification about the object is made now, and since when its state is: our notification commands send both. */
export const timesOf = (world: World, ref: string): {readonly time: string; readonly laststatechange: string} => ({
    time: String(world.now()),
    laststatechange: String(world.get(ref).core.lastStateChange),
});

/**
 * The core's times are whole seconds: what happens from now on has a later one. Of equal ones the core is believed, and not
 * the database; and no real core finds two states within one second.
 */
export const nextSecond = async (world: World): Promise<void> => {
    const second = world.now();
    await waitFor(() => world.now() > second);
};

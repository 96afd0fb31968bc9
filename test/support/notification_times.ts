import type {World} from './openitcockpit/world';
import {waitFor} from './wait_for';

/** The object's times in a notification made now, as our notification commands send them. */
export const timesOf = (world: World, ref: string): {readonly time: string; readonly laststatechange: string} => ({
    time: String(world.now()),
    laststatechange: String(world.get(ref).core.lastStateChange),
});

/**
 * The core's times are whole seconds: whatever happens after this has a later one. Between equal times the core
 * prevails over the database; and no real core sees two states within one second.
 */
export const nextSecond = async (world: World): Promise<void> => {
    const second = world.now();
    await waitFor(() => world.now() > second);
};

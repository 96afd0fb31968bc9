import {expect, test} from 'vitest';
import {breachesIn, cruiseHouse, cruiseNotify, uncovered} from '../../build/house/walls';
import {inRepository} from '../../build/paths';

test('walls', async () => {
    const house = await cruiseHouse(inRepository());
    expect(house.modules.length).toBeGreaterThan(300);
    expect([...breachesIn(house), ...uncovered(house)]).toEqual([]);
});

test('the notification command stays light', async () => {
    expect(breachesIn(await cruiseNotify(inRepository()))).toEqual([]);
});

import type {Browser, Page} from 'playwright-core';
import {StormScene} from '../../support/real/storm_scene';
import type {PicturePlace} from './card_stage';
import type {Pictures} from './cards';
import {setDark} from './dark_theme';
import {takePlainName} from './plain_name';

const SERVICES = 350;

/** A storm: its post in all its forms, how far the acknowledgement of all is, and the end. */
export const pictureStorm = async (place: PicturePlace, browser: Browser): Promise<Pictures> => {
    const english = await inStorm(place, browser, 'en', async (scene, count) => {
        const channel = scene.page.locator('#channel_view');
        const storm = await scene.shownStorm.screenshot();
        await scene.page.setViewportSize({width: 380, height: 900});
        await scene.shownStorm.scrollIntoViewIfNeeded();
        const narrow = await channel.screenshot();
        await scene.page.setViewportSize({width: 1200, height: 900});
        await setDark(scene.site, scene.jane, true);
        await darkened(scene.page);
        const dark = await scene.shownStorm.screenshot();
        await setDark(scene.site, scene.jane, false);
        await scene.acknowledgeAll();
        const underWay = await scene.halfWay(async () => {
            await scene.shownStorm
                .getByText(/\d+ under way/)
                .first()
                .waitFor();
            return channel.screenshot();
        });
        await scene.shownProgress(new RegExp(`${count} of ${count} confirmed`));
        await scene.shownStorm.getByText(`${count} of ${count} acknowledged`).first().waitFor();
        const acknowledged = await channel.screenshot();
        return {
            storm,
            storm_narrow: narrow,
            storm_dark: dark,
            storm_progress: underWay,
            storm_acknowledged: acknowledged,
        };
    });
    const german = await inStorm(place, browser, 'de', (scene) => scene.shownStorm.screenshot());
    return {...english, storm_german: german};
};

/** A theme that was changed elsewhere comes by the websocket. */
const darkened = async (page: Page): Promise<void> => {
    await page.waitForFunction(
        () => getComputedStyle(document.body).getPropertyValue('--center-channel-bg').trim() === '#191b1f',
    );
};

const inStorm = async <T>(
    place: PicturePlace,
    browser: Browser,
    language: 'en' | 'de',
    work: (scene: StormScene, count: number) => Promise<T>,
): Promise<T> => {
    const hostName = (at: number) => `sw-hall2-${String(at + 1).padStart(2, '0')}`;
    const scene = await StormScene.start({...place, services: SERVICES, hostName, language, browser});
    try {
        await takePlainName(scene.site, scene.jane, 'jane');
        await scene.blow(1);
        const count = await scene.inStorm();
        const open = language === 'en' ? `${count} of ${count} still open` : `${count} von ${count} noch offen`;
        await scene.shownStorm.getByText(open).first().waitFor();
        return await work(scene, count);
    } finally {
        await scene.stop();
    }
};

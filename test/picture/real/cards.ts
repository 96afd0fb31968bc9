import type {Browser, Page} from 'playwright-core';
import {CardStage, type PicturePlace, type Words} from './card_stage';

/** File names without their ending, and PNG files. */
export type Pictures = Readonly<Record<string, Buffer>>;

const WIDE = {width: 1000, height: 930};

/** The channel without the list of channels, as it is in all its forms; its menu at the bottom; the dialog; the panel. */
export const pictureCards = async (place: PicturePlace, browser: Browser): Promise<Pictures> => {
    const english = await onStage(place, browser, ENGLISH, async (stage) => {
        const page = await stage.open(WIDE);
        const alert = await channelOf(page);
        const menu = await menuOf(page);
        const dialog = await dialogOf(page);
        const panel = await panelOf(page);
        const narrow = await channelOf(await stage.open({width: 380, height: 900}));
        const dark = await channelOf(await stage.open({...WIDE, dark: true}));
        return {alert, menu, dialog, panel, narrow, dark};
    });
    const german = await onStage(place, browser, GERMAN, async (stage) => channelOf(await stage.open(WIDE)));
    return {...english, german};
};

const ENGLISH: Words = {
    language: 'en',
    downtime: 'moving to the new rack',
    comment: 'replacing the network cable',
};
const GERMAN: Words = {
    language: 'de',
    downtime: 'Umzug in das neue Rack',
    comment: 'Netzwerkkabel wird getauscht',
};

const onStage = async <T>(
    place: PicturePlace,
    browser: Browser,
    words: Words,
    work: (stage: CardStage) => Promise<T>,
): Promise<T> => {
    const stage = await CardStage.start(place, browser, words);
    try {
        return await work(stage);
    } finally {
        await stage.stop();
    }
};

const channelOf = (page: Page): Promise<Buffer> => page.locator('#channel_view').screenshot();

/** The menu of the newest post, above the place to write. */
const menuOf = async (page: Page): Promise<Buffer> => {
    const more = page.locator('.post').last().getByRole('button', {name: 'More…'});
    await more.click();
    await page.getByRole('menu').waitFor();
    const picture = await channelOf(page);
    await page.keyboard.press('Escape');
    return picture;
};

const dialogOf = async (page: Page): Promise<Buffer> => {
    await page.locator('.post').last().getByRole('button', {name: 'Acknowledge', exact: true}).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('PHP workers hang, restarting them');
    const picture = await page.screenshot();
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
    return picture;
};

const panelOf = async (page: Page): Promise<Buffer> => {
    await page.setViewportSize({width: 1280, height: 760});
    await page.locator('.app-bar .oitc-panel-button').click();
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    return page.screenshot();
};

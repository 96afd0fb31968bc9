import type {Browser, Page} from 'playwright-core';
import {CardStage, type PicturePlace} from './card_stage';

/** File names without their ending, and PNG files. */
export type Pictures = Readonly<Record<string, Buffer>>;

const WIDE = {width: 1000, height: 860};

/** The channel without the list of channels, as it is in all its forms; its menu at the bottom; the dialog; the panel. */
export const pictureCards = async (place: PicturePlace, browser: Browser): Promise<Pictures> => {
    const stage = await CardStage.start(place, browser);
    try {
        const page = await stage.open(WIDE);
        const light = await channelOf(page);
        const menu = await menuOf(page);
        const dialog = await dialogOf(page);
        const panel = await panelOf(page);
        return {
            alert: light,
            menu,
            dialog,
            panel,
            german: await channelOf(await stage.open({...WIDE, locale: 'de'})),
            narrow: await channelOf(await stage.open({width: 380, height: 900})),
            dark: await channelOf(await stage.open({...WIDE, dark: true})),
        };
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
    await page.getByRole('option').first().waitFor();
    return page.screenshot();
};

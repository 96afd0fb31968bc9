import type {Browser, Page} from 'playwright-core';
import {CardStage, type PicturePlace, type Words} from './card_stage';

/** File names without their ending, and PNG files. */
export type Pictures = Readonly<Record<string, Buffer>>;

const WIDE = {width: 1000, height: 930};
const WITH_PANEL = {width: 1280, height: 930};
const NARROW = {width: 380, height: 900};

/** The channel without the list of channels, as it is in all its forms; its menu at the bottom; the dialog; and what the shift looks at. */
export const pictureCards = async (place: PicturePlace, browser: Browser): Promise<Pictures> => {
    const english = await onStage(place, browser, ENGLISH, async (stage) => {
        const page = await stage.open(WIDE);
        const light = {alert: await channelOf(page), menu: await menuOf(page), dialog: await dialogOf(page)};
        const shift = await shiftOf(page, '');
        const commands_problems = await listOf(stage);
        const narrowPage = await stage.open(NARROW);
        const narrow = {narrow: await channelOf(narrowPage), ...(await shiftOf(narrowPage, '_narrow', NARROW))};
        // Last: the theme is the person's, so all their pages change with it.
        const darkPage = await stage.open({...WIDE, dark: true});
        const dark = {dark: await channelOf(darkPage), ...(await shiftOf(darkPage, '_dark'))};
        return {...light, ...shift, commands_problems, ...narrow, ...dark};
    });
    const german = await onStage(place, browser, GERMAN, async (stage) => {
        const page = await stage.open(WIDE);
        return {german: await channelOf(page), ...(await shiftOf(page, '_german'))};
    });
    return {...english, ...german};
};

/** The answer to `problems` after one of them was acknowledged by somebody else, and one recovered. */
const listOf = async (stage: CardStage): Promise<Buffer> => {
    const page = await stage.open(WIDE);
    const answer = page.locator('.post').filter({hasText: 'unhandled problems'}).last();
    await stage.withMore(async () => {
        await page.locator('#post_textbox').fill('/openitcockpit problems ');
        await page.locator('#post_textbox').press('Enter');
        await answer.waitFor();
    });
    await answer.getByText('recovered after').waitFor();
    await answer.getByText('replacing the network cable').waitFor();
    await answer.scrollIntoViewIfNeeded();
    const picture = await channelOf(page);
    await page.close();
    return picture;
};

/**
 * What whoever has the shift looks at: the answer to `handover`, the panel, and the details of the newest problem.
 * @param narrow size of the window, in which neither the panel's button nor the list of channels has room
 */
const shiftOf = async (page: Page, ending: string, narrow?: typeof NARROW): Promise<Pictures> => {
    const textbox = page.locator('#post_textbox');
    await textbox.fill('/openitcockpit handover 8h');
    await textbox.press('Enter');
    const toAPerson = page.getByRole('button', {name: /^(Hand over my problems|Meine Probleme übergeben)/}).last();
    await toAPerson.scrollIntoViewIfNeeded();
    const handover = await channelOf(page);
    await page.setViewportSize(WITH_PANEL);
    await page.locator('.app-bar .oitc-panel-button').click();
    await page.setViewportSize(narrow ?? WITH_PANEL);
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    const panel = await page.screenshot();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.oitc-list-details svg').first().waitFor();
    await page.getByText('Ada Admin').first().waitFor();
    const details = await page.screenshot();
    return {[`handover${ending}`]: handover, [`panel${ending}`]: panel, [`details${ending}`]: details};
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

import type {Browser, Locator, Page} from 'playwright-core';
import {startDemo} from '../support/demo/start_demo';
import type {MattermostDouble} from '../support/mattermost/double';
import type {World} from '../support/openitcockpit/world';
import type {Frame} from './animated_png';
import {Film} from './film';

/** Narrow enough that the page leaves the list of channels out: the post and the dialog are what matters. */
const VIEWPORT = {width: 768, height: 760};
const SERVICE = 'web01/HTTP shop';
const OUTPUT = 'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable - 412 bytes in 0.021 second response time';
const COMMENT = 'PHP workers hang, restarting them';

/** Something that people say, so that the alert arrives in a channel that is in use. */
const sayAsSam = async (chat: MattermostDouble, channelId: string, message: string): Promise<void> => {
    const {directory} = chat.server;
    const token = directory.addSession(directory.userByName('sam')?.id ?? '', false).token;
    const answer = await fetch(`${chat.url}/api/v4/posts`, {
        method: 'POST',
        headers: {authorization: `Bearer ${token}`},
        body: JSON.stringify({channel_id: channelId, message}),
    });
    if (!answer.ok) {
        throw new Error(`The stand-in for Mattermost answered ${answer.status} to a post.`);
    }
};

const button = (within: Locator, name: string): Locator => within.getByRole('button', {name, exact: true});

/** The alert arrives, is acknowledged in the dialog, and is confirmed. */
const filmScenes = async (page: Page, world: World): Promise<readonly Frame[]> => {
    const film = new Film(page, {x: 600, y: 420});
    const post = page.getByRole('listitem').filter({has: page.getByRole('link', {name: 'HTTP shop', exact: true})});
    const dialog = page.getByRole('dialog');
    await film.hold(700);

    world.setState(SERVICE, 2, OUTPUT);
    await button(post, 'Acknowledge').waitFor();
    await film.hold(1200);
    await film.moveTo(button(post, 'Acknowledge'));
    await film.press();
    await dialog.waitFor();
    await film.hold(500);

    await film.type(COMMENT);
    await film.hold(300);
    await film.moveTo(button(dialog, 'Acknowledge'));
    // openITCOCKPIT's answer shows nothing new until the frame in between is taken.
    await world.settled();
    world.stopWorker();
    await film.press();
    await dialog.waitFor({state: 'detached'});
    await post.getByText('Acknowledging…').waitFor();
    await film.watch(1200);

    world.startWorker();
    await button(post, 'Remove acknowledgement').waitFor();
    await post.getByText(`Acknowledged by Jane Roe (@jane): ${COMMENT}`).waitFor();
    await film.hold(2500);
    return film.frames;
};

/**
 * Starts the demo on a free port and films one alert in it, from its arrival to its verified acknowledgement.
 * @param scale pixels of the picture for one of the page; 2 is sharp on every screen
 */
export const filmLoop = async (browser: Browser, scale: number): Promise<readonly Frame[]> => {
    // A busy machine takes its time for the frames before the confirmation; none of them may say *not confirmed*.
    const demo = await startDemo({port: 0, double: {}, settings: {READ_BACK_DEADLINE: '120'}});
    try {
        const {mattermost, monitoring, channelId = '', page: address = ''} = demo;
        if (!mattermost || !monitoring) {
            throw new Error('The picture is taken of the stand-ins.');
        }
        await sayAsSam(mattermost, channelId, 'Shop 4.2 is live');
        const page = await browser.newPage({viewport: VIEWPORT, deviceScaleFactor: scale});
        await page.goto(address);
        await page.getByText('Shop 4.2 is live').waitFor();
        return await filmScenes(page, monitoring.world);
    } finally {
        await demo.stop();
    }
};

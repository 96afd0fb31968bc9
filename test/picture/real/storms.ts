import type {Browser} from 'playwright-core';
import {StormScene} from '../../support/real/storm_scene';
import type {PicturePlace} from './card_stage';
import type {Pictures} from './cards';
import {takePlainName} from './plain_name';

const SERVICES = 350;

/** A storm: its post, the dialog of *Acknowledge all*, how far it is, and the end. */
export const pictureStorm = async (place: PicturePlace, browser: Browser): Promise<Pictures> => {
    const hostName = (at: number) => `sw-hall2-${String(at + 1).padStart(2, '0')}`;
    const scene = await StormScene.start({...place, services: SERVICES, hostName, browser});
    try {
        await takePlainName(scene.site, scene.jane, 'jane');
        await scene.blow(1);
        const count = await scene.inStorm();
        const channel = scene.page.locator('#channel_view');
        await scene.shownStorm.getByText(`${count} of ${count} still open`).first().waitFor();
        const storm = await scene.shownStorm.screenshot();
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
        return {storm, storm_progress: underWay, storm_acknowledged: await channel.screenshot()};
    } finally {
        await scene.stop();
    }
};

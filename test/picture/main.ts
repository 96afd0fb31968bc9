// `npm run picture`: builds, films the demo, writes the moving picture of README.md. `-- real`: the other pictures, from a real Mattermost.
import {writeFileSync} from 'node:fs';
import {buildAll} from '../../build/build_all';
import {launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {animatedPng, readAnimation} from './animated_png';
import {filmLoop} from './film_loop';
import {takeRealPictures} from './real/take';

const FILE = 'docs/images/loop.png';

const main = async (): Promise<void> => {
    const browser = await launchChromium();
    try {
        if (process.argv[2] === 'real') {
            await takeRealPictures(process.env, browser);
            return;
        }
        await buildAll();
        const picture = animatedPng(await filmLoop(browser, 2));
        const {width, height, delays} = readAnimation(picture);
        writeFileSync(inRepository(FILE), picture);
        const seconds = delays.reduce((sum, delay) => sum + delay, 0) / 1000;
        const size = `${width} × ${height}, ${delays.length} frames, ${seconds.toFixed(1)} s`;
        console.log(`Written: ${FILE} (${size}, ${Math.ceil(picture.length / 1000)} kB).`);
    } finally {
        await browser.close();
    }
};

try {
    await main();
} catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
}

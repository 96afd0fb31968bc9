import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {pack} from 'tar-stream';
import {inRepository} from '../../../build/paths';

/** The plugin's webapp alone, as an uploadable bundle: for servers whose handler runs beside Mattermost (door 1). */
export const webappBundle = async (): Promise<Buffer> => {
    const {
        server: _none,
        icon_path: _icon,
        ...manifest
    } = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8'));
    const archive = pack();
    archive.entry({name: 'openitcockpit/plugin.json'}, JSON.stringify(manifest));
    for (const name of readdirSync(inRepository('dist/webapp'))) {
        const path = join('openitcockpit', dirname(manifest.webapp.bundle_path), name);
        archive.entry({name: path}, readFileSync(inRepository('dist/webapp', name)));
    }
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) {
        chunks.push(chunk as Buffer);
    }
    return gzipSync(Buffer.concat(chunks));
};

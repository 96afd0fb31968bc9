import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

/**
 * Installs as Mattermost does, up to the point where the archive would be unpacked.
 * @param program the built test/peer/marketplace
 * @param publicKeyFile as in `PluginSettings.SignaturePublicKeyFiles`
 * @returns the version it would install, or why not
 */
export const installFrom = async (
    program: string,
    marketplace: string,
    platform: string,
    publicKeyFile: string,
): Promise<{readonly version: string} | {readonly refused: string}> => {
    try {
        const {stdout} = await promisify(execFile)(program, [marketplace, platform, 'openitcockpit', publicKeyFile]);
        return {version: stdout.trim()};
    } catch (error) {
        return {refused: String((error as {readonly stderr?: string}).stderr ?? error).trim()};
    }
};

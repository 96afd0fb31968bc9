// nfpm writes .deb and .rpm alike, without root and without the distributions' own tools. It comes through Go's module
// proxy; build/packaging/nfpm/go.sum pins it and everything it is made of.
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {goMissing} from '../go_modules';
import {inRepository} from '../paths';
import {sha256} from './archive';
import {cached, DistError, isCached} from './cache';

const MODULE = 'build/packaging/nfpm';
const COMMAND = 'github.com/goreleaser/nfpm/v2/cmd/nfpm';

const keyOf = (): string => `nfpm-${sha256(readFileSync(inRepository(MODULE, 'go.sum'))).slice(0, 16)}`;

/** Why no packages can be built; empty if they can. */
export const nfpmMissing = (): string =>
    isCached(keyOf()) ? '' : (goMissing() ?? 'nfpm is not there: npm run test:prepare fetches it');

/** For `npm run test:prepare`. @returns why it is unavailable */
export const fetchNfpm = async (): Promise<string | undefined> => {
    try {
        await nfpm();
        return undefined;
    } catch (error) {
        if (error instanceof DistError) return error.message.replace(/\.$/, '');
        throw error;
    }
};

/**
 * @returns path of the program
 * @throws DistError if Go is missing or cannot build it
 */
export const nfpm = async (): Promise<string> => {
    const folder = await cached(keyOf(), async (target) => {
        const missing = goMissing();
        if (missing) {
            throw new DistError(`.deb and .rpm are built with nfpm, which is built with Go: ${missing}.`);
        }
        const built = ['build', '-trimpath', '-buildvcs=false', '-o', join(target, 'nfpm'), COMMAND];
        const env = {...process.env, CGO_ENABLED: '0'};
        await promisify(execFile)('go', built, {cwd: inRepository(MODULE), env}).catch((error: unknown) => {
            const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n').slice(-2);
            throw new DistError(`Go could not build nfpm: is its module proxy reachable? (${reason})`);
        });
    });
    return join(folder, 'nfpm');
};

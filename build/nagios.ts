import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {inRepository} from './paths';

const CACHE = 'node_modules/.cache/nagios4';
const USUAL_PLACES = ['/usr/sbin/nagios4', '/usr/sbin/nagios', '/usr/local/nagios/bin/nagios'];

/** Nagios Core: an installed one, or the one `ensureNagios` unpacked. */
export const nagiosPath = (): string | undefined =>
    [...USUAL_PLACES, inRepository(CACHE, 'usr/sbin/nagios4')].find((path) => existsSync(path));

/**
 * Finds Nagios Core, or unpacks Debian's package beside node_modules; nothing is installed.
 * @returns why there is none; undefined if there is one
 */
export const ensureNagios = (): string | undefined => {
    if (nagiosPath()) {
        return undefined;
    }
    if (process.env.NAGIOS_INSTALL === 'no') {
        return 'Nagios core is not installed and NAGIOS_INSTALL is "no"';
    }
    if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) {
        return 'Nagios core is not installed, and only Debian and its like can fetch it (package nagios4-core)';
    }
    try {
        fetchPackage();
        return undefined;
    } catch (error) {
        return `the package nagios4-core cannot be fetched (${String(error).split('\n')[0]})`;
    }
};

const fetchPackage = (): void => {
    const cwd = inRepository(CACHE);
    mkdirSync(cwd, {recursive: true});
    const run = (program: string, ...args: string[]) =>
        execFileSync(program, args, {cwd, stdio: 'ignore', timeout: 120_000});
    const download = () => run('apt-get', '-o', 'Acquire::Retries=0', 'download', 'nagios4-core');
    try {
        download();
    } catch {
        // a fresh container has no package lists yet; only root may fetch them
        run('apt-get', 'update');
        download();
    }
    const archive = readdirSync(cwd).find((name) => name.endsWith('.deb'));
    run('dpkg-deb', '-x', archive ?? '', '.');
};

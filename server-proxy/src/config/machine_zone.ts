import {existsSync, readlinkSync} from 'node:fs';

const ZONES = '/zoneinfo/';
/** Folders with the same zones. */
const VARIANT = /^(?:posix|right)\//;
/** Other zones have other names in Intl, or none. */
const OF_AN_AREA = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w/-]+$/;
const UTC = 'UTC';

/**
 * This machine's time zone, where it can be told without Intl: the first use of that takes 24 ms of CPU time, and nothing else in an
 * activation needs it.
 * @param tz the variable `TZ`, which takes precedence
 * @param link what names the zone on Linux
 * @returns an IANA name; undefined: ask Intl
 */
export const machineZone = (tz: string | undefined, link = '/etc/localtime'): string | undefined => {
    if (tz !== undefined) {
        return undefined;
    }
    // As in Mattermost's image.
    if (!existsSync(link)) {
        return UTC;
    }
    try {
        const target = readlinkSync(link);
        const from = target.lastIndexOf(ZONES);
        const name = from < 0 ? '' : target.slice(from + ZONES.length).replace(VARIANT, '');
        return name === UTC || name === 'Etc/UTC' ? UTC : OF_AN_AREA.test(name) ? name : undefined;
    } catch {
        // No link, but a copy of the zone, which does not say its name.
        return undefined;
    }
};

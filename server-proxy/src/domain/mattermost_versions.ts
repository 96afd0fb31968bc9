import {type Said, says} from './texts';

/** The oldest Mattermost, by the way we run: `plugin.json` and README name the same. */
export const OLDEST_MATTERMOST = {plugin: '11.1', service: '5.37'} as const;

/** The newest one that everything was run on; README names it. */
export const NEWEST_TESTED_MATTERMOST = '11.6';

export interface VersionRemark {
    readonly weight: 'problem' | 'note';
    readonly said: Said;
}

/** @param version as Mattermost reports it @returns undefined when there is nothing to say, or it cannot be told */
export const versionRemark = (version: string, door: keyof typeof OLDEST_MATTERMOST): VersionRemark | undefined => {
    const known = numbersOf(version);
    const oldest = OLDEST_MATTERMOST[door];
    if (!known) {
        return undefined;
    }
    if (isBefore(known, numbersOf(oldest))) {
        return {weight: 'problem', said: says(({failures}) => failures.mattermostTooOld(known.text, oldest))};
    }
    return isBefore(numbersOf(NEWEST_TESTED_MATTERMOST), known)
        ? {
              weight: 'note',
              said: says(({failures}) => failures.mattermostUntested(known.text, NEWEST_TESTED_MATTERMOST)),
          }
        : undefined;
};

/** From then on dialogs have the elements `date` and `datetime`. */
const DIALOG_DATES_SINCE = '11.1';

/** @param version as Mattermost reports it; a version that cannot be told has none */
export const hasDialogDates = (version: string): boolean => {
    const known = numbersOf(version);
    return known !== undefined && !isBefore(known, numbersOf(DIALOG_DATES_SINCE));
};

interface Numbers {
    readonly major: number;
    readonly minor: number;
    /** What people read: nothing else of what the server sent. */
    readonly text: string;
}

const numbersOf = (version: string): Numbers | undefined => {
    const found = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(version);
    return found ? {major: Number(found[1]), minor: Number(found[2]), text: found[0]} : undefined;
};

const isBefore = (one: Numbers | undefined, other: Numbers | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    (one.major < other.major || (one.major === other.major && one.minor < other.minor));

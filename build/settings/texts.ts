// What users read about the settings, and what is generated from it. The schema itself is in server-proxy/src/config.
import type {SettingName} from '../../server-proxy/src/config/schema';
import {PLUGIN_TEXTS} from './texts_plugin';
import {PROGRAM_TEXTS} from './texts_programs';

/**
 * Texts of a setting for the System Console, docs/settings.md and settings.env.example, in the order in which they
 * appear. `{NAME}` in a text is another setting, written as in the place where it is read.
 */
export interface SettingText {
    readonly section: keyof typeof SECTIONS;
    /** What it does. The first sentence is also its comment in settings.env.example. */
    readonly help: string;
    /** Added in the System Console. */
    readonly page?: string;
    /** Added in docs/settings.md: links, and anything that applies to files. */
    readonly docs?: string;
    readonly example: string;
    /** settings.env.example sets it to this value. */
    readonly start?: string;
    /** The kind of field, unless the default implies it. */
    readonly type?: 'longtext' | 'generated';
    /** Shown in the empty field, which then has no default; otherwise the example. */
    readonly placeholder?: string;
    readonly options?: Readonly<Record<string, string>>;
    /** Label of the button beside a generated value. */
    readonly regenerate?: string;
}

/** A field of the System Console that is not a setting. */
export interface PageField {
    readonly section: keyof typeof SECTIONS;
    readonly label: string;
    readonly type: 'custom' | 'text';
    readonly help: string;
    readonly placeholder?: string;
    readonly secret?: true;
}

/**
 * By the keys of plugin.json, in the order in which people need them. A section without a subtitle is not in the System
 * Console. A `folded` one, whose key is its title because Mattermost 11.1 passes no title, is drawn by the webapp (`console/folded_section.tsx`), and by Mattermost itself without it.
 */
export const SECTIONS = {
    Essentials: {
        title: 'Essentials',
        subtitle: 'Everything that alerts with buttons need. Nothing has to be changed in openITCOCKPIT.',
    },
    Network: {
        title: 'Network',
        subtitle: 'Certificate authority and proxy, if the test says that openITCOCKPIT cannot be reached without them',
        folded: true,
    },
    Alerts: {
        title: 'Alerts',
        subtitle: 'Which problems are posted, and how often openITCOCKPIT is asked',
        folded: true,
    },
    Acknowledging: {
        title: 'Acknowledging',
        subtitle: 'Who may act on alerts, and what the dialogs ask for',
        folded: true,
    },
    Posts: {title: 'Posts', subtitle: 'Language, times and links of the posts', folded: true},
    Watch: {title: 'Watch', subtitle: 'Who is warned when alerts may be going missing', folded: true},
    'Other ways': {
        title: 'Other ways',
        subtitle: 'Notification commands, webhooks, and openITCOCKPIT’s own Mattermost module',
        folded: true,
    },
    'Secrets and log': {title: 'Secrets and log', subtitle: 'Rarely needs changing', folded: true},
    Serve: {title: 'The handler (serve)'},
    Notify: {title: 'The notification command (notify)'},
} as const satisfies Readonly<
    Record<string, {readonly title: string; readonly subtitle?: string; readonly folded?: true}>
>;

export const TEXTS: Readonly<Record<SettingName, SettingText>> & Readonly<Record<string, SettingText | PageField>> = {
    ...PLUGIN_TEXTS,
    ...PROGRAM_TEXTS,
};

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

/** By the keys of plugin.json. A section without a subtitle is not in the System Console. */
export const SECTIONS = {
    Openitcockpit: {title: 'openITCOCKPIT', subtitle: 'Where alerts are acknowledged, and as which user'},
    Network: {
        title: 'Network',
        subtitle:
            'How this Mattermost server reaches openITCOCKPIT. Leave these alone if openITCOCKPIT has a public certificate and can be reached directly.',
    },
    Test: {title: 'Test', subtitle: 'Follows an alert and its acknowledgement from one end to the other'},
    Notifications: {title: 'Notifications', subtitle: 'How alerts get from openITCOCKPIT into a channel'},
    Posts: {title: 'Posts', subtitle: 'What alerts look like in the channel'},
    Acknowledging: {title: 'Acknowledging', subtitle: 'Who may do it, and what the dialog asks for'},
    Watch: {title: 'Watch', subtitle: 'Who is warned when alerts may be going missing'},
    Advanced: {title: 'Advanced', subtitle: 'Rarely needs changing'},
    Serve: {title: 'The handler (serve)'},
    Notify: {title: 'The notification command (notify)'},
} as const satisfies Readonly<Record<string, {readonly title: string; readonly subtitle?: string}>>;

export const TEXTS: Readonly<Record<SettingName, SettingText>> & Readonly<Record<string, SettingText | PageField>> = {
    ...PLUGIN_TEXTS,
    ...PROGRAM_TEXTS,
};

import type {SettingName} from '../../server-proxy/src/config/schema';
import {PLUGIN_TEXTS} from './texts_plugin';
import {PROGRAM_TEXTS} from './texts_programs';

/**
 * What people are told about the settings, in the order of the System Console, docs/settings.md and settings.env.example.
 * `{NAME}` in a text is another setting, which each of them calls by its own name.
 */
export interface SettingText {
    readonly section: keyof typeof SECTIONS;
    /** What it does, for all readers. The first sentence also stands above it in settings.env.example. */
    readonly help: string;
    /** What the System Console adds. */
    readonly page?: string;
    /** What docs/settings.md adds: links, and what holds for files. */
    readonly docs?: string;
    readonly example: string;
    /** settings.env.example sets it, to this. */
    readonly start?: string;
    /** The kind of field, where the default does not tell. */
    readonly type?: 'longtext' | 'generated';
    /** Shown in the empty field, which then has no default; otherwise the example. */
    readonly placeholder?: string;
    /** What the choices are called. */
    readonly options?: Readonly<Record<string, string>>;
    /** What the button beside a generated value does. */
    readonly regenerate?: string;
}

/** A field of the System Console that is no setting of its own. */
export interface PageField {
    readonly section: keyof typeof SECTIONS;
    readonly label: string;
    readonly type: 'custom' | 'text';
    readonly help: string;
    readonly placeholder?: string;
    readonly secret?: true;
}

/** By the keys of plugin.json. What has no subtitle is not in the System Console. */
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

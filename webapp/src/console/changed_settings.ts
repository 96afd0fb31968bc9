import {PLUGIN_ID} from '#contract';

type Values = Readonly<Record<string, unknown>>;

/** What Mattermost knows of our settings while the System Console is open. Any of it may be missing. */
interface AdminState {
    readonly entities?: {
        readonly admin?: {
            readonly config?: {readonly PluginSettings?: {readonly Plugins?: Readonly<Record<string, Values>>}};
            readonly plugins?: Readonly<
                Record<string, {readonly settings_schema?: {readonly sections?: readonly Section[]}} | undefined>
            >;
        };
    };
}

interface Section {
    readonly key: string;
    readonly settings?: readonly {readonly key: string; readonly default?: unknown}[];
}

/** @returns Mattermost's copy of the configuration, which is another one after every save */
export const savedConfig = (state: AdminState) => state.entities?.admin?.config;

const savedSettings = (state: AdminState): Values => savedConfig(state)?.PluginSettings?.Plugins?.[PLUGIN_ID] ?? {};

/** @returns how many saved settings of a section of plugin.json differ from their defaults */
export const changedIn = (state: AdminState, section: string): number => {
    const saved = savedSettings(state);
    const sections = state.entities?.admin?.plugins?.[PLUGIN_ID]?.settings_schema?.sections ?? [];
    const settings = sections.find(({key}) => key === section)?.settings ?? [];
    // Numbers are saved as they were typed: as text.
    return settings.filter(({key, default: preset}) => {
        const value = saved[key.toLowerCase()] ?? '';
        return value !== '' && String(value) !== String(preset ?? '');
    }).length;
};

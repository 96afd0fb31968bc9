// The System Console's page of a plugin, drawn from plugin.json as Mattermost 11.6 draws it (schema_admin_settings).
import {readFileSync} from 'node:fs';
import React, {type ComponentType, type ReactElement, type ReactNode} from 'react';
import {PLUGIN_ID} from '#contract';
import type {AdminSectionProps, AdminSettingProps} from '../../../webapp/src/types/registry';

export interface PageSetting {
    readonly key: string;
    readonly display_name: string;
    readonly type: string;
    readonly help_text: string;
    readonly placeholder?: string;
    readonly default?: string | number | boolean;
    readonly options?: readonly {readonly display_name: string; readonly value: string}[];
}

interface PageSection {
    readonly key: string;
    readonly title: string;
    readonly subtitle: string;
    readonly custom?: boolean;
    readonly fallback?: boolean;
    readonly settings: readonly PageSetting[];
}

export interface PageSchema {
    readonly header: string;
    readonly sections: readonly PageSection[];
}

// Relative, as the address of a module in jsdom is no file.
export const SCHEMA = (JSON.parse(readFileSync('plugin.json', 'utf8')) as {readonly settings_schema: PageSchema})
    .settings_schema;

type Config = NonNullable<AdminSettingProps['config']>;

interface Props {
    readonly schema: PageSchema;
    /** As the server sent it last; saving replaces it. */
    readonly config: Config;
    readonly settings: ReadonlyMap<string, ComponentType<AdminSettingProps>>;
    /** Custom settings that get a label and a help text. */
    readonly titled: ReadonlySet<string>;
    readonly sections: ReadonlyMap<string, ComponentType<AdminSectionProps>>;
    /** @returns the error's message, if the server refuses it */
    readonly patchConfig: (config: Config) => Promise<string | undefined>;
    readonly setNavigationBlocked: (blocked: boolean) => void;
}

type SaveAction = () => Promise<{readonly error?: {readonly message?: string}}>;

interface State {
    readonly values: Readonly<Record<string, unknown>>;
    readonly saveNeeded: boolean;
    readonly error: string | undefined;
}

export const idOf = (key: string): string => `PluginSettings.Plugins.${PLUGIN_ID}.${key.toLowerCase()}`;

export class ConsolePage extends React.PureComponent<Props, State> {
    private readonly saveActions: SaveAction[] = [];

    constructor(props: Props) {
        super(props);
        this.state = {values: this.valuesOf(props.config), saveNeeded: false, error: undefined};
    }

    private get all(): readonly PageSetting[] {
        return this.props.schema.sections.flatMap(({settings}) => settings);
    }

    private valuesOf(config: Config): Record<string, unknown> {
        const saved = config.PluginSettings?.Plugins?.[PLUGIN_ID] ?? {};
        return Object.fromEntries(this.all.map(({key}) => [idOf(key), saved[key.toLowerCase()] ?? undefined]));
    }

    private readonly handleChange = (id: string, value: unknown, _confirm = false, doSubmit = false): void => {
        this.setState(({values}) => ({saveNeeded: true, values: {...values, [id]: value}}));
        if (doSubmit) {
            void this.doSubmit();
        }
        this.props.setNavigationBlocked(true);
    };

    private readonly doSubmit = async (): Promise<void> => {
        const values = Object.fromEntries(this.all.map(({key}) => [key.toLowerCase(), this.state.values[idOf(key)]]));
        const error = await this.props.patchConfig({PluginSettings: {Plugins: {[PLUGIN_ID]: values}}});
        this.setState({error});
        const results = this.saveActions.map((action) => action());
        const failed = (await Promise.all(results)).some((result) => result.error?.message);
        if (!failed && error === undefined) {
            this.setState({saveNeeded: false});
            this.props.setNavigationBlocked(false);
        }
    };

    private readonly registerSaveAction = (action: SaveAction): void => void this.saveActions.push(action);

    private readonly unRegisterSaveAction = (action: SaveAction): void =>
        void this.saveActions.splice(this.saveActions.indexOf(action), 1);

    private custom(setting: PageSetting, Custom: ComponentType<AdminSettingProps>): ReactElement {
        const id = idOf(setting.key);
        return (
            <Custom
                key={id}
                id={id}
                label={setting.display_name}
                helpText={setting.help_text}
                value={this.state.values[id]}
                disabled={false}
                config={this.props.config}
                setByEnv={false}
                onChange={this.handleChange}
                registerSaveAction={this.registerSaveAction}
                unRegisterSaveAction={this.unRegisterSaveAction}
            />
        );
    }

    private setting(setting: PageSetting): ReactElement {
        const Custom = this.props.settings.get(setting.key);
        const id = idOf(setting.key);
        if (Custom && this.props.titled.has(setting.key)) {
            return (
                <Row key={id} id={id} setting={setting}>
                    {this.custom(setting, Custom)}
                </Row>
            );
        }
        if (Custom) {
            return this.custom(setting, Custom);
        }
        if (setting.type === 'custom') {
            return <div key={id}>In order to view this setting, enable the plugin and click Save.</div>;
        }
        return (
            <Row key={id} id={id} setting={setting}>
                <Control id={id} setting={setting} value={this.state.values[id]} onChange={this.handleChange} />
            </Row>
        );
    }

    private section({key, title, subtitle, custom, settings}: PageSection): ReactElement {
        const list = settings.map((setting) => this.setting(setting));
        const Custom = custom ? this.props.sections.get(key) : undefined;
        if (Custom) {
            // Newer servers pass the section's title as well; 11.1 does not.
            return <Custom key={key} settingsList={list} />;
        }
        return (
            <div className="config-section" key={key}>
                <div className="section-header">
                    <div className="section-title">{title}</div>
                    <div className="section-subtitle">{subtitle}</div>
                </div>
                <div className="section-body">{list}</div>
            </div>
        );
    }

    override render(): ReactNode {
        const {schema} = this.props;
        return (
            <div className="admin-console__content">
                <div className="banner">{schema.header}</div>
                <form className="form-horizontal" onSubmit={(event) => event.preventDefault()}>
                    {schema.sections.map((section) => this.section(section))}
                </form>
                <div className="admin-console-save">
                    <button type="button" disabled={!this.state.saveNeeded} onClick={() => void this.doSubmit()}>
                        Save
                    </button>
                    <div data-testid="errorMessage">{this.state.error}</div>
                </div>
            </div>
        );
    }
}

const Row = ({id, setting, children}: {id: string; setting: PageSetting; children: ReactNode}) => (
    <div className="form-group" data-testid={id}>
        <label className="control-label col-sm-4" htmlFor={id}>
            {setting.display_name}
        </label>
        <div className="col-sm-8">
            {children}
            <div className="help-text">{setting.help_text}</div>
        </div>
    </div>
);

interface ControlProps {
    readonly id: string;
    readonly setting: PageSetting;
    readonly value: unknown;
    readonly onChange: (id: string, value: unknown) => void;
}

const Control = ({id, setting, value, onChange}: ControlProps): ReactElement => {
    const {type, placeholder, options = []} = setting;
    const shown = value ?? setting.default ?? '';
    const common = {id, className: 'form-control', placeholder};
    switch (type) {
        case 'bool':
            return <input id={id} type="checkbox" checked={Boolean(shown)} onChange={() => onChange(id, !shown)} />;
        case 'dropdown':
            return (
                <select {...common} value={String(shown)} onChange={({target}) => onChange(id, target.value)}>
                    {options.map((option) => (
                        <option key={option.value} value={option.value}>
                            {option.display_name}
                        </option>
                    ))}
                </select>
            );
        case 'generated':
            return (
                <div id={id} className="form-control disabled">
                    {String(shown)}
                </div>
            );
        case 'longtext':
            return <textarea {...common} value={String(shown)} onChange={({target}) => onChange(id, target.value)} />;
        default:
            return (
                <input
                    {...common}
                    type={type === 'number' ? 'number' : 'text'}
                    value={String(shown)}
                    onChange={({target}) => onChange(id, target.value)}
                />
            );
    }
};

import {useStore} from 'react-redux';
import type {AdminSettingProps, SaveAction} from '../types/registry';
import {savedConfig} from './changed_settings';

/**
 * Saves the whole page, as its own button does: a setting may ask for that with its change.
 * @returns undefined where Mattermost offers no way to learn how it ended; otherwise a function that resolves once the
 * server has answered, to whether it has saved. Mattermost then has a new copy of the configuration.
 */
export const useSaving = (setting: AdminSettingProps): (() => Promise<boolean>) | undefined => {
    const store = useStore();
    const {id, value, onChange, registerSaveAction, unRegisterSaveAction} = setting;
    if (!onChange || !registerSaveAction || !unRegisterSaveAction) {
        return undefined;
    }
    return async () => {
        const before = savedConfig(store.getState() as object);
        let action: SaveAction = async () => ({});
        await new Promise<void>((resolve) => {
            action = async () => {
                resolve();
                return {};
            };
            registerSaveAction(action);
            onChange(id, value, false, true);
        });
        // Not earlier: Mattermost is still going through its list of actions then.
        unRegisterSaveAction(action);
        return savedConfig(store.getState() as object) !== before;
    };
};

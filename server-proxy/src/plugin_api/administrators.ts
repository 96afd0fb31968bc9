import {gob} from '../wire';
import {boolOf} from '../wire/go_values';
import {PERMISSION} from './mattermost_types';
import type {PluginApi} from './plugin_api';

const USER_AND_PERMISSION = gob.struct('Z_Args', {A: gob.string, B: PERMISSION});

/** Whether this person may change settings in Mattermost's System Console. */
export const isAdministrator = async (api: PluginApi, userId: string): Promise<boolean> => {
    const permission = {Id: 'manage_system', Scope: 'system_scope'};
    return boolOf((await api.call('HasPermissionTo', USER_AND_PERMISSION, {A: userId, B: permission})).A);
};

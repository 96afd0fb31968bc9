import {gob} from '../wire';
import {boolOf, numberOf, stringOf, structOf} from '../wire/go_values';
import {PERMISSION, USER_GET_OPTIONS} from './mattermost_types';
import type {PluginApi} from './plugin_api';

const OPTIONS = gob.struct('Z_Args', {A: USER_GET_OPTIONS});
const USER_AND_PERMISSION = gob.struct('Z_Args', {A: gob.string, B: PERMISSION});

/** Whether this person may change settings in Mattermost's System Console. */
export const isAdministrator = async (api: PluginApi, userId: string): Promise<boolean> => {
    const permission = {Id: 'manage_system', Scope: 'system_scope'};
    return boolOf((await api.call('HasPermissionTo', USER_AND_PERMISSION, {A: userId, B: permission})).A);
};

/** More would not all read the same message. */
const MOST = 100;

/** Ids of the active people who are system administrators. */
export const administrators = async (api: PluginApi): Promise<readonly string[]> => {
    const {A} = await api.call('GetUsers', OPTIONS, {A: {Role: 'system_admin', Active: true, PerPage: MOST}});
    return (Array.isArray(A) ? A : [])
        .map(structOf)
        .filter(({DeleteAt, IsBot}) => numberOf(DeleteAt) === 0 && !boolOf(IsBot))
        .map(({Id}) => stringOf(Id));
};

import {runNotify} from '../../server-proxy/src/cli/notify';
import {NO_SETTINGS} from './no_settings';

export const HOST_UUID = '1cce5642-9fc4-451d-8c4a-69dde74728af';
export const SERVICE_UUID = 'b17ea1f5-ce31-4fe9-9b69-a9a350ed6e6c';

/** A complete host notification, except for its output. */
export const HOST_FLAGS = ['--type', 'Host', '--notificationtype', 'PROBLEM', '--hostuuid', HOST_UUID, '--state', '1'];

export interface NotifyResult {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

/**
 * Runs the command in this process, as the executable would; without a settings file, unless `argv` or `env` name one.
 */
export const notify = async (
    argv: readonly string[],
    env: Readonly<Record<string, string>> = {},
): Promise<NotifyResult> => {
    const text = {stdout: '', stderr: ''};
    const code = await runNotify({
        argv,
        env: {...NO_SETTINGS, ...env},
        stdout: {write: (part) => (text.stdout += part)},
        stderr: {write: (part) => (text.stderr += part)},
        version: '1.2.3',
    });
    return {code, ...text};
};

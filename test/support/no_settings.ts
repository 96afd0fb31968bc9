import {devNull} from 'node:os';
import {SETTINGS_FILE_VARIABLE} from '../../server-proxy/src/cli/notify/settings';

/**
 * Environment without a settings file: otherwise `notify` reads the one of this machine, where the product may be
 * installed, and would notify real people.
 */
export const NO_SETTINGS: Readonly<Record<string, string>> = {[SETTINGS_FILE_VARIABLE]: devNull};

import {devNull} from 'node:os';
import {SETTINGS_FILE_VARIABLE} from '../../server-proxy/src/cli/notify/settings';

/**
 * Environment in which our program finds no settings file: without it, `notify` reads the one of this machine, where the
 * product may be installed, and would notify the people of a real server.
 */
export const NO_SETTINGS: Readonly<Record<string, string>> = {[SETTINGS_FILE_VARIABLE]: devNull};

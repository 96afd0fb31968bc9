import {PLUGIN_ID} from '#contract';
import {Plugin} from './plugin';
import {hostWindow} from './types/host_window';

hostWindow().registerPlugin?.(PLUGIN_ID, new Plugin());

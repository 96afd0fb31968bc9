import {PLUGIN_ID} from '#contract';
import {siteUrl} from './client';
import {Plugin} from './plugin';
import {hostWindow} from './types/host_window';

/** Where webpack looks for further files of ours. */
// biome-ignore lint/style/useConst: webpack reads what is assigned
declare let __webpack_public_path__: string;

// Mattermost serves all files that are beside main.js in the bundle.
__webpack_public_path__ = `${siteUrl()}/static/plugins/${PLUGIN_ID}/`;

hostWindow().registerPlugin?.(PLUGIN_ID, new Plugin());

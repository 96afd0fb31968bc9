import {createRestChat} from '../../server-proxy/src/mattermost/rest/chat';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {createMetrics} from '../../server-proxy/src/telemetry/metrics';
import {RecordingLogger} from './app/fakes';

export const restChat = (
    url: string,
    botToken: string,
    more: {proxy?: {url: string; noProxy: readonly string[]}} = {},
) =>
    createRestChat(
        {url, botToken, skipTlsVerification: false, ...more},
        {clock: systemClock, logger: new RecordingLogger(), metrics: createMetrics(), retryDelaysMs: [20, 40]},
    );

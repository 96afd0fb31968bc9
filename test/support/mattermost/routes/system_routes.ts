import type {Hono} from 'hono';
import type {DoubleEnv} from '../auth';
import type {DoubleServer} from '../server';

export const systemRoutes = (api: Hono<DoubleEnv>, {rules}: DoubleServer): void => {
    api.get('/system/ping', (c) =>
        c.json({
            AndroidLatestVersion: '',
            AndroidMinVersion: '',
            IosLatestVersion: '',
            IosMinVersion: '',
            status: 'OK',
        }),
    );

    api.get('/config/client', (c) =>
        c.json({
            BuildNumber: rules.serverVersion,
            Version: rules.serverVersion,
            SiteName: 'Mattermost',
            SiteURL: new URL(c.req.url).origin,
            EnablePostUsernameOverride: 'true',
            EnablePostIconOverride: 'true',
            EnableIncomingWebhooks: 'true',
            DefaultClientLocale: 'en',
            MaxPostSize: '16383',
        }),
    );

    api.get('/license/client', (c) => c.json({IsLicensed: 'false'}));
};

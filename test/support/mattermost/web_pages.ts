import {existsSync, readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import type {Hono} from 'hono';
import {PLUGIN_ID} from '#contract';
import type {DoubleEnv} from './auth';
import {aliasesOf, hostReact} from './host_react';
import type {DoubleServer} from './server';
import {sessionCookies} from './session_cookies';

const BUNDLE_PATH = `/static/plugins/${PLUGIN_ID}/main.js`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mattermost</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/web_client.css">
</head>
<body><div id="root"></div><script src="/static/web_client.js"></script></body>
</html>
`;

/**
 * The web client's page, its assets, and the demo's log-in.
 * @param webBundle path of the plugin's bundle; read on every load, so it may be built while the double runs
 */
export const webPages = (app: Hono<DoubleEnv>, server: DoubleServer, webBundle: string | undefined): void => {
    const assets = once(bundleClient);
    app.get('/static/web_client.js', async (c) => {
        const {script} = await assets();
        return c.body(script, 200, {'content-type': 'text/javascript; charset=utf-8'});
    });
    app.get('/static/web_client.css', async (c) => {
        const {style} = await assets();
        return c.body(style, 200, {'content-type': 'text/css; charset=utf-8'});
    });
    app.get(`/static/plugins/${PLUGIN_ID}/:file`, (c) => {
        // Whatever is beside the bundle in the plugin's archive, as the real one does.
        const file = webBundle && join(dirname(webBundle), basename(c.req.param('file')));
        if (!file || !existsSync(file)) return c.text('404 page not found\n', 404);
        return c.body(readFileSync(file, 'utf8'), 200, {'content-type': 'text/javascript; charset=utf-8'});
    });
    app.get('/api/v4/plugins/webapp', (c) =>
        c.json(
            webBundle && existsSync(webBundle)
                ? [{id: PLUGIN_ID, name: 'openITCOCKPIT', version: '0.0.0', webapp: {bundle_path: BUNDLE_PATH}}]
                : [],
        ),
    );
    demoRoutes(app, server);
    app.get('/', (c) => c.html(PAGE));
    app.get('/:team/channels/:channel', (c) => c.html(PAGE));
    app.get('/:team/messages/:user', (c) => c.html(PAGE));
};

/** `/demo/login?user=alice&channel=alerts&theme=dark&locale=de`: a session without a password and the account's language, then the channel. */
const demoRoutes = (app: Hono<DoubleEnv>, {directory}: DoubleServer): void => {
    app.get('/demo/users', (c) =>
        c.json([...directory.users.values()].filter(({isBot}) => !isBot).map(({username}) => username)),
    );
    app.get('/demo/login', (c) => {
        const {user: name = '', channel, team = 'ops', ...rest} = c.req.query();
        const user = directory.userByName(name);
        if (!user) return c.text(`There is no user "${name}": choose one on the page /.\n`, 404);
        user.locale = rest.locale ?? 'en';
        for (const cookie of sessionCookies(directory.addSession(user.id, false))) {
            c.header('Set-Cookie', cookie, {append: true});
        }
        const query = new URLSearchParams(rest).toString();
        return c.redirect(`${channel ? `/${team}/channels/${channel}` : '/'}${query === '' ? '' : `?${query}`}`);
    });
};

/** Bundles the page's source in memory, with the React that Mattermost 11 gives to plugins, or that of Mattermost 12. */
const bundleClient = async (): Promise<{script: string; style: string}> => {
    const result = await build({
        entryPoints: [fileURLToPath(new URL('web_client/main.tsx', import.meta.url))],
        outdir: '/',
        bundle: true,
        write: false,
        format: 'iife',
        target: 'es2022',
        minify: true,
        alias: {...aliasesOf(hostReact())},
        define: {'process.env.NODE_ENV': '"production"', global: 'globalThis'},
        loader: {'.woff2': 'dataurl'},
        logLevel: 'silent',
    });
    const textOf = (ending: string): string => result.outputFiles.find(({path}) => path.endsWith(ending))?.text ?? '';
    return {script: textOf('.js'), style: textOf('.css')};
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => {
        made ??= make();
        return made;
    };
};

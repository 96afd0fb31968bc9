import {once} from 'node:events';
import {mkdtemp} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {runServe} from '../../../../server-proxy/src/cli/serve';
import {startService} from '../../../../server-proxy/src/cli/serve/service';
import {freePort} from '../../../support/demo/free_port';
import {waitFor} from '../../../support/wait_for';

const env = async (more: Record<string, string> = {}) => ({
    LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
    MATTERMOST_URL: 'http://127.0.0.1:9',
    MATTERMOST_BOT_TOKEN: 'bot-token',
    NOTIFICATION_TOKEN: 'notification-token-of-the-tests',
    SIGNING_SECRET: 'signing-secret-of-the-tests',
    DATA_FOLDER: await mkdtemp(join(tmpdir(), 'oitc-serve-')),
    ...more,
});

describe('serve', () => {
    it('listens, tells its health with reasons, and stops', async () => {
        const lines: string[] = [];
        const service = await startService({env: await env(), version: '1.2.3', log: (line) => void lines.push(line)});
        const response = await fetch(`${service.url}/api/v1/health`);
        expect(await response.json()).toMatchObject({version: '1.2.3'});
        await service.stop();
        await expect(fetch(`${service.url}/api/v1/health`)).rejects.toThrow();
        expect(lines.join('')).not.toContain('bot-token');
        expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({'@level': 'info', '@message': 'Stopped'});
    });

    it('waits for the health check under way when it stops', async () => {
        const held: (() => void)[] = [];
        const mattermost = createServer((_request, response) => held.push(() => response.writeHead(401).end()));
        onTestFinished(() => void mattermost.close());
        await once(mattermost.listen(0, '127.0.0.1'), 'listening');
        const {port} = mattermost.address() as AddressInfo;
        const settings = await env({MATTERMOST_URL: `http://127.0.0.1:${port}`});
        const service = await startService({env: settings, version: '', log: () => undefined});
        await waitFor(() => held.length > 0);
        let isStopped = false;
        const stopping = service.stop().then(() => {
            isStopped = true;
        });
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(isStopped).toBe(false);
        // The check goes on with whatever it asks next.
        const answering = setInterval(() => held.shift()?.(), 10);
        onTestFinished(() => clearInterval(answering));
        await stopping;
    });

    it('does not start on a taken address, and leaves the data folder free', async () => {
        const first = await startService({env: await env(), version: '', log: () => undefined});
        const taken = await env({LISTEN_ADDRESS: first.url.replace('http://', '')});
        await expect(startService({env: taken, version: '', log: () => undefined})).rejects.toThrow(
            /LISTEN_ADDRESS .* cannot be used \(EADDRINUSE\)/,
        );
        await first.stop();
        const second = await startService({env: taken, version: '', log: () => undefined});
        await second.stop();
    });

    it.each([
        [{MATTERMOST_URL: ''}, 78, 'Missing setting: MATTERMOST_URL.'],
        [{NOTIFICATION_TOKEN: 'short'}, 78, 'NOTIFICATION_TOKEN must have at least 24 characters'],
        [{OPENITCOCKPIT_URL: 'http://monitoring.example.org'}, 78, 'OPENITCOCKPIT_URL must begin with https://'],
    ])('ends with one line and a code for wrong settings: %j', async (wrong, code, sentence) => {
        const said: string[] = [];
        const ended = await runServe({
            argv: [],
            env: await env(wrong),
            version: '',
            log: (line) => void said.push(line),
            onStop: () => undefined,
        });
        expect([ended, said.join('')]).toEqual([code, expect.stringContaining(sentence)]);
    });

    it('names an unknown argument', async () => {
        const said: string[] = [];
        const log = (line: string) => void said.push(line);
        expect(await runServe({argv: ['--port', '1'], env: {}, version: '', log, onStop: () => undefined})).toBe(64);
        expect(said.join('')).toContain("'--port'");
    });
});

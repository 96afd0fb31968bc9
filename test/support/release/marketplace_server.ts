// A web server for files, as a marketplace of one's own may be: it knows nothing of Mattermost's questions.
import {createReadStream, existsSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join, normalize} from 'node:path';

export interface FileServer {
    readonly url: string;
    /** Path and query of every request. */
    readonly asked: readonly string[];
    close(): Promise<void>;
}

/** @param directory what is served, on a free port of the loopback address */
export const serveFiles = async (directory: string): Promise<FileServer> => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        const {pathname} = new URL(request.url ?? '/', 'http://localhost');
        const file = join(directory, normalize(pathname));
        if (!file.startsWith(directory) || !existsSync(file) || !statSync(file).isFile()) {
            response.writeHead(404).end();
            return;
        }
        createReadStream(file).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}`,
        asked,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
};

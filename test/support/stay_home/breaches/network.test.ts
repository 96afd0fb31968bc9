import dgram from 'node:dgram';
import dns from 'node:dns';
import {once} from 'node:events';
import {createServer, get} from 'node:http';
import net, {type AddressInfo} from 'node:net';
import tls from 'node:tls';
import {expect, it} from 'vitest';
import {FOREIGN_ADDRESS, FOREIGN_NAME, swallowed} from './deeds';

const port = 9;

it('breach: a socket to an address', () => swallowed(() => once(net.connect(port, FOREIGN_ADDRESS), 'connect')));
it('breach: a socket to an address in a promise', () =>
    swallowed(() => once(net.connect({host: FOREIGN_ADDRESS, port}), 'connect')));
it('breach: TLS to an address', () => swallowed(() => once(tls.connect({host: FOREIGN_ADDRESS, port}), 'connect')));
it('breach: fetch from an address', () => swallowed(() => fetch(`http://${FOREIGN_ADDRESS}/`)));
it('breach: fetch from a name', () => swallowed(() => fetch(`http://${FOREIGN_NAME}/`)));
it('breach: an http request to a name', () => swallowed(() => once(get(`http://${FOREIGN_NAME}/`), 'response')));
it('breach: a look-up of its own that leads away', () =>
    swallowed(() => {
        const lookup: net.LookupFunction = (_name, {all}, done) =>
            all ? done(null, [{address: FOREIGN_ADDRESS, family: 4}]) : done(null, FOREIGN_ADDRESS, 4);
        return once(net.connect({host: 'somewhere.localhost', port, lookup}), 'connect');
    }));
it('breach: a look-up of a name', () => swallowed(() => dns.promises.lookup(FOREIGN_NAME)));
it('breach: a question to a name server', () => swallowed(() => dns.promises.resolve4(FOREIGN_NAME)));
it('breach: a datagram', () => swallowed(() => dgram.createSocket('udp4').send('x', port, FOREIGN_ADDRESS)));

it('innocent: this machine', async () => {
    const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port: free} = server.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost']) {
        expect(await (await fetch(`http://${host}:${free}/`)).text()).toBe('here');
    }
    server.closeAllConnections();
    server.close();
});
it('innocent: a name that exists nowhere', async () => {
    await expect(dns.promises.lookup('chat.invalid')).rejects.toMatchObject({code: 'ENOTFOUND'});
    await expect(fetch('http://chat.invalid/')).rejects.toMatchObject({cause: {code: 'ENOTFOUND'}});
});

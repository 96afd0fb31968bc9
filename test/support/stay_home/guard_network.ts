import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import type {Tell} from './guard';
import {replace, type Undo, undoAll} from './replace';
import {isLoopback, neverExists} from './rules';

/** All of Node's connections (http, https, tls, fetch, WebSocket) use `net.Socket`, and all names `dns`. */
export const guardNetwork = (tell: Tell): Undo => undoAll([guardSockets(tell), guardNames(tell), guardDatagrams(tell)]);

const beyond = (tell: Tell, address: string): Error => tell(`connects beyond this machine: ${address}.`);

const guardSockets = (tell: Tell): Undo =>
    replace(net.Socket.prototype, 'connect', (call, args, self) => {
        const socket = self as net.Socket;
        const {host, port} = targetOf(args);
        if (net.isIP(host) !== 0 && !isLoopback(host)) {
            return socket.destroy(beyond(tell, `${host}, port ${port}`));
        }
        // Names are checked in `dns`; this is for custom look-up functions.
        socket.on('lookup', (error: Error | null, address?: string) => {
            if (!error && address && !isLoopback(address)) {
                socket.destroy(beyond(tell, `${address} (${host}), port ${port}`));
            }
        });
        return call(args);
    });

/**
 * All forms of `connect`: options, port and host, the path of a socket (no host); Node's own calls pass them as a list.
 */
const targetOf = (args: readonly unknown[]): {readonly host: string; readonly port: string} => {
    const [first, second]: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args;
    if (typeof first === 'object' && first !== null) {
        const {host, port, path} = first as {host?: string; port?: number; path?: string};
        return {host: path ? '' : (host ?? ''), port: String(port)};
    }
    return {host: typeof second === 'string' ? second : '', port: String(first)};
};

type LookupCallback = (error: Error) => void;

const guardNames = (tell: Tell): Undo => {
    const lookup = replace(dns, 'lookup', (call, args) => {
        const refused = refusalOf(args[0], tell);
        const callback = args.at(-1);
        return refused && typeof callback === 'function'
            ? process.nextTick(() => (callback as LookupCallback)(refused))
            : call(args);
    });
    const lookupLater = replace(dns.promises, 'lookup', async (call, args) => {
        const refused = refusalOf(args[0], tell);
        if (refused) throw refused;
        return call(args);
    });
    const others = Object.keys(dns).filter((name) => /^(resolve|reverse)/.test(name));
    const askers = [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype];
    const asked = askers.flatMap((asker) =>
        others.map((name) =>
            replace(asker, name, (_call, args) => {
                throw tell(`asks a name server: ${String(args[0])}.`);
            }),
        ),
    );
    return undoAll([lookup, lookupLater, ...asked]);
};

/** @returns why a name may not be looked up; undefined if it is this machine's */
const refusalOf = (name: unknown, tell: Tell): Error | undefined => {
    if (typeof name !== 'string' || net.isIP(name) !== 0 || isLoopback(name)) {
        return undefined;
    }
    if (neverExists(name)) {
        const details = {code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo', hostname: name};
        return Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), details);
    }
    return beyond(tell, name);
};

const guardDatagrams = (tell: Tell): Undo =>
    undoAll(
        ['send', 'connect'].map((name) =>
            replace(dgram.Socket.prototype, name, (call, args) => {
                const address = args.slice(1).find((argument) => typeof argument === 'string');
                if (typeof address === 'string' && !isLoopback(address)) {
                    throw beyond(tell, address);
                }
                return call(args);
            }),
        ),
    );

import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {WebSocket} from 'ws';
import {inRepository} from '../../../build/paths';
import {nextSecond} from '../notification_times';
import {UUID} from './recorded_objects';
import type {World} from './world';

export interface Frame {
    readonly topic: string;
    readonly payload: readonly object[];
}

/** A step of the recording `protocol`. */
export interface ProtocolStep {
    readonly name: string;
    readonly status?: number;
    readonly body?: string;
    readonly result?: string;
    readonly frames?: readonly Frame[];
}

interface Recording {
    readonly protocol: readonly ProtocolStep[];
    readonly pipeline: readonly {readonly name: string; readonly frames?: readonly Frame[]}[];
}

export const recordedStream = (): Recording =>
    JSON.parse(readFileSync(inRepository('test/fixtures/openitcockpit/event_stream.json'), 'utf8'));

/** Names and types of an entry, in order, e.g. `state:number`. */
export const formOf = (entry: unknown): string =>
    typeof entry === 'object' && entry !== null
        ? `{${Object.entries(entry)
              .map(([name, value]) => `${name}:${formOf(value)}`)
              .sort()
              .join(' ')}}`
        : entry === null
          ? 'null'
          : typeof entry;

/** @returns by topic, which forms its entries have */
export const formsOf = (frames: readonly Frame[]): Record<string, string[]> => {
    const forms = new Map<string, Set<string>>();
    for (const {topic, payload} of frames) {
        const known = forms.get(topic) ?? new Set();
        forms.set(topic, new Set([...known, ...payload.map(formOf)]));
    }
    return Object.fromEntries([...forms].map(([topic, some]) => [topic, [...some].sort()]));
};

/** Not recorded, because the worker alone discards old statuses and the pipeline's host never changed: its source says so. */
export const hostStatusForm = (serviceStatus: string): string => {
    const {host_name: _, description: __, ...rest} = namesIn(serviceStatus);
    const {last_time_ok: ok, last_time_warning: ___, last_time_critical: down, last_time_unknown: out, ...kept} = rest;
    const all = {...kept, name: 'string', last_time_up: ok, last_time_down: down, last_time_unreachable: out};
    return `{${Object.entries(all)
        .map(([name, type]) => `${name}:${type}`)
        .sort()
        .join(' ')}}`;
};

const namesIn = (form: string): Record<string, string> =>
    Object.fromEntries(
        form
            .slice(1, -1)
            .split(' ')
            .map((part) => part.split(':') as [string, string]),
    );

/** How each recorded knock was made. */
export const KNOCKS: Readonly<Record<string, {headers?: Record<string, string>; query?: string}>> = {
    'no-key': {},
    'wrong-key': {headers: {authorization: 'Bearer wrong'}},
    bearer: {headers: {authorization: 'Bearer stream-key'}},
    'x-api-key': {headers: {'x-api-key': 'stream-key'}},
    query: {query: '?api_key=stream-key'},
    'command-key-on-ws': {headers: {authorization: 'Bearer command-key'}},
};

/** What a peer says before the upgrade, or that it opens. */
export const knock = (url: string, headers: Record<string, string>): Promise<Partial<ProtocolStep>> =>
    new Promise((resolve, reject) => {
        const socket = new WebSocket(url, {headers});
        socket.on('open', () => {
            socket.close();
            resolve({result: 'open'});
        });
        socket.on('error', reject);
        socket.on('unexpected-response', async (_request, response) => {
            let body = '';
            for await (const chunk of response) {
                body += chunk;
            }
            resolve({status: response.statusCode ?? 0, body});
        });
    });

/** A client of a test, and what it got. */
export const openRaw = async (url: string, key = 'stream-key', options: {autoPong?: boolean} = {}) => {
    const socket = new WebSocket(url, {headers: {authorization: `Bearer ${key}`}, ...options});
    const texts: string[] = [];
    socket.on('message', (data) => texts.push(data.toString()));
    await once(socket, 'open');
    return {socket, texts, frames: (): Frame[] => texts.map((text) => JSON.parse(text))};
};

/** Everything that the double's core tells, of a service and of a host. */
export const playAll = async (world: World): Promise<void> => {
    for (const [uuid, bad] of [
        [UUID.web01Ping, 2],
        [UUID.db01, 1],
    ] as const) {
        world.setState(uuid, bad, 'lost');
        await nextSecond(world);
        world.acknowledge(uuid, {author: 'Jane Roe', comment: 'on it', notify: true});
        await nextSecond(world);
        world.removeAcknowledgement(uuid);
        world.startDowntime(uuid);
        await nextSecond(world);
        world.endDowntime(uuid, 'cancel');
        await nextSecond(world);
        world.setState(uuid, 0, 'back');
        await nextSecond(world);
    }
};

import type {IncomingMessage, Server} from 'node:http';
import type {Duplex} from 'node:stream';
import {type WebSocket, WebSocketServer} from 'ws';
import {cookieValue} from './auth';
import type {Directory} from './directory';
import {type DoubleEvent, eventOf} from './events';
import {newId} from './ids';
import {isObject, type Json, objectOf, stringOf} from './json';

const PATH = '/api/v4/websocket';

interface Connection {
    readonly socket: WebSocket;
    readonly id: string;
    userId: string;
    sequence: number;
}

/** The websocket endpoint: who is connected, and who gets which events. */
export class WebSocketHub {
    private readonly connections = new Set<Connection>();
    private readonly server = new WebSocketServer({noServer: true});

    constructor(private readonly directory: Directory) {}

    attach(server: Pick<Server, 'on'>): void {
        server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
            if (new URL(request.url ?? '', 'http://double').pathname !== PATH) {
                socket.destroy();
                return;
            }
            this.server.handleUpgrade(request, socket, head, (webSocket) => this.accept(webSocket, request));
        });
    }

    get connectionCount(): number {
        return this.connections.size;
    }

    publish(event: DoubleEvent): void {
        if (this.connections.size === 0) return;
        for (const connection of this.connections) {
            if (connection.userId !== '' && this.concerns(event, connection.userId)) send(connection, event);
        }
    }

    /** Closes every connection; clients can reconnect. */
    disconnectAll(): void {
        for (const {socket} of this.connections) socket.terminate();
        this.connections.clear();
    }

    close(): void {
        this.disconnectAll();
        this.server.close();
    }

    private concerns({broadcast}: DoubleEvent, userId: string): boolean {
        if (broadcast.user_id !== '') return broadcast.user_id === userId;
        const channel = this.directory.channels.get(stringOf(broadcast.channel_id));
        if (channel) return channel.members.has(userId);
        const team = this.directory.teams.get(stringOf(broadcast.team_id));
        return team ? team.members.has(userId) : true;
    }

    private accept(socket: WebSocket, request: IncomingMessage): void {
        const connection: Connection = {socket, id: newId(), userId: '', sequence: 0};
        this.connections.add(connection);
        socket.on('close', () => this.connections.delete(connection));
        socket.on('error', () => this.connections.delete(connection));
        socket.on('message', (data) => this.receive(connection, String(data)));
        const header = stringOf(request.headers.authorization).replace(/^(bearer|token) /i, '');
        this.authenticate(connection, header || cookieValue(stringOf(request.headers.cookie), 'MMAUTHTOKEN'));
    }

    private authenticate(connection: Connection, token: string): boolean {
        const session = this.directory.session(token);
        if (!session) return false;
        connection.userId = session.userId;
        const {rules} = this.directory;
        const data = {connection_id: connection.id, server_version: `${rules.serverVersion}.${rules.serverVersion}`};
        send(connection, eventOf(rules, 'hello', data, {userId: session.userId}));
        return true;
    }

    private receive(connection: Connection, text: string): void {
        const message = parse(text);
        if (!message) {
            connection.socket.close();
            return;
        }
        if (message.action === 'authentication_challenge') {
            if (!this.authenticate(connection, stringOf(objectOf(message.data).token))) {
                connection.socket.close();
                return;
            }
            connection.socket.send(JSON.stringify({status: 'OK', seq_reply: message.seq}));
        } else if (message.action === 'ping') {
            const data = {text: 'pong', version: this.directory.rules.serverVersion, server_time: Date.now()};
            connection.socket.send(JSON.stringify({status: 'OK', data, seq_reply: message.seq}));
        }
    }
}

const send = (connection: Connection, event: DoubleEvent): void => {
    connection.socket.send(JSON.stringify({...event, seq: connection.sequence}));
    connection.sequence += 1;
};

const parse = (text: string): Json | undefined => {
    try {
        const value: unknown = JSON.parse(text);
        return isObject(value) ? value : undefined;
    } catch {
        return undefined;
    }
};

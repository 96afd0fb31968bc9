import type {StreamListener} from '../../../server-proxy/src/app/stream/stream_port';
import type {CoreEvent} from '../../../server-proxy/src/domain/alert/core_event';
import type {AppError} from '../../../server-proxy/src/domain/errors';
import {createEventStream} from '../../../server-proxy/src/openitcockpit/event_stream/event_stream';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';

export const QUICK = {firstPauseMs: 20, longestPauseMs: 100, goodMs: 0, silenceMs: 60_000};

/** What a client of the event stream reports. */
export interface Heard {
    readonly events: CoreEvent[];
    readonly away: AppError[];
    opened: number;
    unreadable: number;
}

interface Options {
    readonly key?: string;
    readonly timing?: object;
    readonly proxy?: string;
    readonly ca?: string;
}

/** Our client with short pauses, until `close`. */
export const connectStream = (url: string, {key = 'stream-key', timing = {}, proxy, ca}: Options = {}) => {
    const heard: Heard = {events: [], away: [], opened: 0, unreadable: 0};
    const listener: StreamListener = {
        received: (events) => heard.events.push(...events),
        opened: () => {
            heard.opened += 1;
        },
        away: (reason) => heard.away.push(reason),
        unreadable: (count) => {
            heard.unreadable += count;
        },
    };
    const stream = createEventStream(
        {url, key, skipTlsVerification: false, ca, ...(proxy ? {proxy: {url: proxy, noProxy: []}} : {})},
        {clock: systemClock, random: () => 0.5, timing: {...QUICK, ...timing}},
    );
    const connection = stream.connect(listener);
    return {heard, close: () => connection.close()};
};

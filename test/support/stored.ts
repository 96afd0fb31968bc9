import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {inRepository} from '../../build/paths';
import type {PostRef} from '../../server-proxy/src/app/posts/chat_port';
import type {upgraded} from '../../server-proxy/src/domain/alert/versions';
import type {PostContent} from '../../server-proxy/src/domain/post/alert_post';
import type {WatchState} from '../../server-proxy/src/domain/watch_state';
import {SERVICE_UUID} from './app/harness';

const FOLDER = inRepository('test', 'fixtures', 'stored', '0.1.0');

/** Kinds of records in the fixtures, by the last digits of their host's UUID. */
export const STORED = {
    staleRecovery: 1,
    gone: 2,
    problem: 3,
    acknowledgedByNotification: 4,
    acknowledgedHere: 5,
    recovered: 6,
    replaced: 7,
    notice: 8,
    marked: 9,
    postDeleted: 10,
    webhook: 11,
    tests: 12,
    notConfirmed: 13,
    queued: 14,
} as const;

export type StoredName = keyof typeof STORED;

export const storedHost = (name: StoredName): string =>
    `00000000-0000-4000-8000-${String(STORED[name]).padStart(12, '0')}`;

export const storedKey = (name: StoredName): string => {
    const suffix = {notice: `/${SERVICE_UUID}~notices`, tests: '~test'}[name as string];
    return `${storedHost(name)}${suffix ?? `/${SERVICE_UUID}`}`;
};

const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

export const storedFile = join(FOLDER, 'alerts.jsonl');

export const storedOf = (file: 'watch.json' | 'audit.jsonl'): string => join(FOLDER, file);

export const storedWatch = (): WatchState => JSON.parse(read('watch.json'));

/** What the plugin's key-value table held beside the alerts and their index. */
export const storedBeside = (): {readonly at: number; readonly rows: Readonly<Record<string, string>>} =>
    JSON.parse(read('kv_beside.json'));

/** The saved settings of the System Console, by their keys in lower case. */
export const storedSettings = (): Readonly<Record<string, unknown>> => JSON.parse(read('console.json'));

/** The newest line of each record, as written, by key. */
export const storedRecords = (): ReadonlyMap<string, Parameters<typeof upgraded>[0]> =>
    new Map(
        read('alerts.jsonl')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Parameters<typeof upgraded>[0])
            .map((record) => [record.key, record]),
    );

export const storedRows = (): {readonly at: number; readonly rows: Readonly<Record<string, string>>} =>
    JSON.parse(read('kv.json'));

export const storedPosts = (): {readonly at: number; readonly posts: readonly (PostContent & PostRef)[]} =>
    JSON.parse(read('posts.json'));

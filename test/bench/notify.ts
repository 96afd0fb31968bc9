import {spawn, spawnSync} from 'node:child_process';
import {inRepository} from '../../build/paths';
import {NO_SETTINGS} from '../support/no_settings';
import {UUID} from '../support/openitcockpit/recorded_objects';
import type {Handler} from './handler';
import {type Row, row, timed} from './measure';

const RUNS = 20;

/** The built-in module's PHP command, which is not here: measured once in openITCOCKPIT 5.0.1, on two cores with nothing else running. */
const BUILT_IN = {
    name: "openITCOCKPIT 5.0.1's own PHP command, measured once on two cores",
    seconds: 0.64,
    burst: 10.1,
};

/** `notify` as a process against `curl`, doing the same. */
export const benchNotify = async (handler: Handler): Promise<Row[]> => {
    const fields = {
        type: 'Service',
        notificationtype: 'PROBLEM',
        hostuuid: UUID.web01,
        serviceuuid: UUID.web01Ping,
        hostname: 'web01',
        servicename: 'Ping',
        state: '2',
        output: 'CRITICAL',
    };
    const flags = Object.entries(fields).flatMap(([name, value]) => [`--${name}`, value]);
    const notify = [process.execPath, inRepository('dist/server/main.js'), 'notify', ...flags];
    const form = Object.entries(fields).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);
    const url = `${handler.url}/api/v1/notifications`;
    const curl = ['curl', '-sS', '-o', '/dev/null', '-H', `Notification-Token: ${handler.token}`, ...form, url];
    const env = {
        ...NO_SETTINGS,
        PATH: process.env.PATH ?? '',
        NOTIFICATION_URL: url,
        NOTIFICATION_TOKEN: handler.token,
    };

    const ours = sequential(notify, env);
    const theirs = sequential(curl, env);
    const {ms: burst} = await timed(() => atOnce(notify, env));
    const {ms: curlBurst} = await timed(() => atOnce(curl, env));
    return [
        row(`\`notify\`, ${RUNS} runs one after the other: wall / CPU`, pair(ours), '≤ 0.13 s CPU', ours.cpu <= 0.13),
        row('`curl`, the same', pair(theirs)),
        row(
            '… `notify` : `curl`, wall / CPU',
            `${(ours.wall / theirs.wall).toFixed(1)} × / ${(ours.cpu / theirs.cpu).toFixed(1)} ×`,
        ),
        row(BUILT_IN.name, `${BUILT_IN.seconds} s / ${BUILT_IN.seconds} s`),
        row(
            `\`notify\`, ${RUNS} at once until the last ended`,
            `${(burst / 1000).toFixed(2)} s`,
            '< 1 s',
            burst < 1000,
        ),
        row(`\`curl\`, ${RUNS} at once`, `${(curlBurst / 1000).toFixed(2)} s`),
        row(`${BUILT_IN.name}, ${RUNS} at once`, `${BUILT_IN.burst} s`),
    ];
};

const pair = ({wall, cpu}: {wall: number; cpu: number}): string => `${wall.toFixed(3)} s / ${cpu.toFixed(3)} s`;

/** The shell's own `times` tells what its children used. */
const sequential = (command: readonly string[], env: Record<string, string>): {wall: number; cpu: number} => {
    const started = performance.now();
    const script = `i=0; while [ $i -lt ${RUNS} ]; do "$@" >/dev/null || exit 1; i=$((i+1)); done; times`;
    const {stdout, status, stderr} = spawnSync('/bin/sh', ['-c', script, 'sh', ...command], {env, encoding: 'utf8'});
    if (status !== 0) {
        throw new Error(`${command[0]} failed: ${stderr}`);
    }
    const children = stdout.trim().split('\n').at(-1) ?? '';
    const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
        (sum, [, m, s]) => sum + Number(m) * 60 + Number(s),
        0,
    );
    return {wall: (performance.now() - started) / 1000 / RUNS, cpu: cpu / RUNS};
};

const atOnce = async ([file = '', ...args]: readonly string[], env: Record<string, string>): Promise<void> => {
    await Promise.all(
        Array.from(
            {length: RUNS},
            () =>
                new Promise<void>((resolve, reject) => {
                    const child = spawn(file, args, {env, stdio: 'ignore'});
                    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`))));
                }),
        ),
    );
};
